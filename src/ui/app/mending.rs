//! Putting right what is damaged in the project that is open, in the ways that the store has. Never looks into a file.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::App;
use super::opening::{name_of, opened_as};
use super::working::Stops;
use crate::lang::{tell, text, with};
use crate::model::{Stamp, Timestamp};
use crate::session::SystemStamp;
use crate::store::{Disk, RealDisk, Repaired, StoreError};

/// Puts right what is damaged in a folder, in one of the ways there are.
pub(super) type Mend = fn(&Arc<dyn Disk>, &Path, Timestamp) -> Result<Repaired, StoreError>;

impl App {
    /// Closes the project, puts right what is damaged in its folder, and opens it again.
    pub(super) fn mend(&mut self, ctx: &Context, mend: Mend) {
        let Some(session) = &self.session else { return };
        let Some(folder) = session.dir().map(Path::to_owned) else { return };
        let who = session.coder().map(|coder| coder.name.clone());
        if !self.close_project() {
            return;
        }
        let said = with("working-mend", &[("name", name_of(&folder).into())]);
        self.work(ctx, said, Stops::Never, move |progress| {
            let disk: Arc<dyn Disk> = Arc::new(RealDisk);
            let done = mend(&disk, &folder, SystemStamp.now());
            let opened = opened_as(&folder, who.as_deref(), progress);
            Box::new(move |app, _| {
                match opened {
                    Ok(session) => app.enter(session),
                    Err(why) => app.warnings.push(tell(&why)),
                }
                match done.map(|done| done.repaired) {
                    Ok(repaired) => match repaired.first() {
                        None => app.said = Some(text("mend-nothing")),
                        Some(first) => {
                            let told = [("n", repaired.len().into()), ("first", tell(first).into())];
                            app.said = Some(with("mend-done", &told));
                        }
                    },
                    Err(why) => app.warnings.push(tell(&why)),
                }
            })
        });
    }
}
