/* Reads one feed with libical: a line `uid TAB start TAB end TAB summary` per event, times as
   seconds since 1970, days as dates. Exits 1 with the faults when libical or its restriction
   check finds any. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *slurp(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc((size_t)size + 1, 1);
    if (text && fread(text, 1, (size_t)size, file) != (size_t)size) text = NULL;
    fclose(file);
    return text;
}

static void print_time(icalcomponent *event, icalproperty_kind kind) {
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    struct icaltimetype time = icalproperty_get_datetime_with_component(property, NULL);
    if (time.is_date) {
        printf("\t%04d-%02d-%02d", time.year, time.month, time.day);
    } else {
        printf("\t%lld", (long long)icaltime_as_timet_with_zone(time, time.zone));
    }
}

static void print_text(const char *text) {
    for (putchar('\t'); *text; text++) putchar(*text == '\n' || *text == '\t' ? ' ' : *text);
    putchar('\n');
}

int main(int count, char **arguments) {
    char *text = count == 2 ? slurp(arguments[1]) : NULL;
    icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
    if (!calendar) {
        puts("libical reads no calendar");
        return 1;
    }
    int valid = icalrestriction_check(calendar); /* adds what it finds to the component */
    if (!valid || icalcomponent_count_errors(calendar) > 0) {
        fputs(icalcomponent_as_ical_string(calendar), stdout);
        return 1;
    }
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        fputs(icalcomponent_get_uid(event), stdout);
        print_time(event, ICAL_DTSTART_PROPERTY);
        print_time(event, ICAL_DTEND_PROPERTY);
        print_text(icalcomponent_get_summary(event));
    }
    return 0;
}
