//! Who is logged in: sessions come in and out of the memory; with every new one those that are over leave it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::Result;
use tower_sessions::{MemoryStore, SessionStore};

/// A memory of sessions that keeps none that is over for long. The one it is made of forgets only who logs out.
#[derive(Clone, Debug, Default)]
pub struct Sessions {
    kept: MemoryStore,
    ids: Arc<Mutex<HashSet<Id>>>,
}

impl Sessions {
    /// How many are in memory.
    pub fn count(&self) -> usize {
        self.ids().len()
    }

    fn ids(&self) -> std::sync::MutexGuard<'_, HashSet<Id>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn sweep(&self) -> Result<()> {
        let all: Vec<Id> = self.ids().iter().copied().collect();
        for id in all {
            if self.kept.load(&id).await?.is_none() {
                self.delete(&id).await?;
            }
        }
        Ok(())
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        self.sweep().await?;
        self.kept.create(record).await?;
        self.ids().insert(record.id);
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.ids().insert(record.id);
        self.kept.save(record).await
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        self.kept.load(id).await
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.ids().remove(id);
        self.kept.delete(id).await
    }
}
