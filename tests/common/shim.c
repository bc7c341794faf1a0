/* Stands under a program and makes calls on files fail whose path has a part in it. What it does is
   said by the environment; see shim.rs. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define FDS 4096
static _Atomic char ours[FDS];
static _Atomic long calls;
static _Atomic long threads;
static const char *under, *counted;
static long fail_at = -1, ever, error = EIO, no_lock, no_sync, read_only, denied, max_threads = -1;

static long number(const char *name, long none) {
    const char *text = getenv(name);
    return text ? atol(text) : none;
}

__attribute__((constructor)) static void begin(void) {
    under = getenv("SHIM_UNDER");
    counted = getenv("SHIM_COUNTED");
    fail_at = number("SHIM_FAIL", -1);
    ever = number("SHIM_EVER", 0);
    error = number("SHIM_ERRNO", EIO);
    no_lock = number("SHIM_NO_LOCK", 0);
    no_sync = number("SHIM_NO_SYNC", 0);
    read_only = number("SHIM_READ_ONLY", 0);
    denied = number("SHIM_DENIED", 0);
    max_threads = number("SHIM_THREADS", -1);
}

__attribute__((destructor)) static void end(void) {
    if (!counted) return;
    const char *path = counted;
    under = NULL;
    FILE *file = fopen(path, "w");
    if (file) {
        fprintf(file, "%ld", (long)calls);
        fclose(file);
    }
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_path(const char *path) { return under && path && strstr(path, under); }
static int is_fd(int fd) { return under && fd >= 0 && fd < FDS && ours[fd]; }

/* Whether this call is to fail. */
static int fails(void) {
    long number = ++calls;
    if (fail_at < 0 || number < fail_at || (!ever && number != fail_at)) return 0;
    errno = error;
    return 1;
}

static int opened(int fd, const char *path) {
    if (fd >= 0 && fd < FDS) ours[fd] = is_path(path) ? 1 : 0;
    return fd;
}

static int refused(const char *path, int flags) {
    if (!is_path(path)) return 0;
    if (denied) { errno = EACCES; return 1; }
    if (read_only && (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))) {
        struct stat about;
        errno = ((flags & O_CREAT) || stat(path, &about) == 0) ? EROFS : ENOENT;
        return 1;
    }
    return fails();
}

#define OPEN(name)                                                         \
    int name(const char *path, int flags, ...) {                           \
        va_list rest;                                                      \
        va_start(rest, flags);                                             \
        mode_t mode = va_arg(rest, mode_t);                                \
        va_end(rest);                                                      \
        if (refused(path, flags)) return -1;                               \
        return opened(REAL(name)(path, flags, mode), path);                \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                       \
    int name(int at, const char *path, int flags, ...) {                   \
        va_list rest;                                                      \
        va_start(rest, flags);                                             \
        mode_t mode = va_arg(rest, mode_t);                                \
        va_end(rest);                                                      \
        if (refused(path, flags)) return -1;                               \
        return opened(REAL(name)(at, path, flags, mode), path);            \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    if (fd >= 0 && fd < FDS) ours[fd] = 0;
    return REAL(close)(fd);
}

#define ON_FD(type, name, given, passed)                                   \
    type name given {                                                      \
        if (is_fd(fd) && fails()) return -1;                               \
        return REAL(name) passed;                                          \
    }
ON_FD(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n))
ON_FD(ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n))
ON_FD(ssize_t, pread, (int fd, void *to, size_t n, off_t at), (fd, to, n, at))
ON_FD(ssize_t, pread64, (int fd, void *to, size_t n, off64_t at), (fd, to, n, at))
ON_FD(ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at))
ON_FD(ssize_t, pwrite64, (int fd, const void *from, size_t n, off64_t at), (fd, from, n, at))

#define SYNC(name)                                                         \
    int name(int fd) {                                                     \
        if (is_fd(fd) && no_sync) { errno = EIO; return -1; }              \
        if (is_fd(fd) && fails()) return -1;                               \
        return REAL(name)(fd);                                             \
    }
SYNC(fsync)
SYNC(fdatasync)
ON_FD(int, ftruncate, (int fd, off_t to), (fd, to))
ON_FD(int, ftruncate64, (int fd, off64_t to), (fd, to))
ON_FD(off64_t, lseek64, (int fd, off64_t to, int how), (fd, to, how))
ON_FD(int, sync_file_range, (int fd, off64_t at, off64_t n, unsigned int how), (fd, at, n, how))

int flock(int fd, int how) {
    if (is_fd(fd) && no_lock) return 0;
    if (is_fd(fd) && fails()) return -1;
    return REAL(flock)(fd, how);
}

#define ON_PATH(name, given, passed)                                       \
    int name given {                                                       \
        if (is_path(path)) {                                               \
            if (denied) { errno = EACCES; return -1; }                     \
            if (read_only) { errno = EROFS; return -1; }                   \
            if (fails()) return -1;                                        \
        }                                                                  \
        return REAL(name) passed;                                          \
    }
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode))
ON_PATH(unlink, (const char *path), (path))
ON_PATH(rmdir, (const char *path), (path))
ON_PATH(rename, (const char *path, const char *to), (path, to))
ON_PATH(chmod, (const char *path, mode_t mode), (path, mode))

DIR *opendir(const char *path) {
    if (is_path(path) && denied) { errno = EACCES; return NULL; }
    if (is_path(path) && fails()) return NULL;
    return REAL(opendir)(path);
}

/* Of a folder that nobody may look into, the folder itself can be seen. */
int statx(int at, const char *path, int flags, unsigned int mask, struct statx *about) {
    /* Rust asks with no path at all whether there is such a call. */
    const char *volatile given = path;
    const char *seen = given;
    if (seen && is_path(seen)) {
        const char *within = strchr(strstr(seen, under) + strlen(under), '/');
        if (denied && within) { errno = EACCES; return -1; }
        if (fails()) return -1;
    }
    return REAL(statx)(at, path, flags, mask, about);
}

int pthread_create(pthread_t *made, const pthread_attr_t *how, void *(*run)(void *), void *with) {
    if (max_threads >= 0 && threads++ >= max_threads) return EAGAIN;
    return REAL(pthread_create)(made, how, run, with);
}
