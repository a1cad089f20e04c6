//! `concord check`: finds every damage, and puts right what can be.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::output::{Printable, Telling, counted, is_none, tell};
use super::{Failure, Outcome};
use crate::lang::{self, Message};
use crate::model::Stamp;
use crate::session::SystemStamp;
use crate::store::{Damage, Disk, RealDisk, accept, repair};

/// Looks at every file of a project, and says what is not as it should be and what to do about it
///
/// It ends with 1 where damage is left.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The folder of the project
    project: PathBuf,
    /// Puts the last good copy of damaged files back, and keeps the damaged ones in a folder beside
    #[arg(long)]
    repair: bool,
    /// Takes files as they are that are whole and were changed by hand or by another program, and goes on without what is lost,
    /// each by name
    #[arg(long, conflicts_with = "repair")]
    accept: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Serialize)]
struct Report {
    damage: Vec<Damage>,
    repaired: Vec<Message>,
    #[serde(skip_serializing_if = "is_none")]
    orphans: usize,
    /// Why nothing was taken as it is, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_accepted: Option<&'static str>,
}

impl Check {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let now = SystemStamp.now();
        let done = match self.accept {
            true => accept(&disk, &self.project, now)?,
            false => repair(&disk, &self.project, self.repair, now)?,
        };
        // What was put right counts once it can be read again.
        let (sound, orphans) = if done.repaired.is_empty() {
            (done.damage.is_empty(), done.orphans)
        } else {
            let again = repair(&disk, &self.project, false, SystemStamp.now())?;
            (again.damage.is_empty(), again.orphans)
        };
        let not_accepted = (self.accept && done.repaired.is_empty()).then_some(match done.damage.is_empty() {
            true => "nothing was changed outside Concord, so there is nothing to accept",
            false => {
                "nothing was accepted: that is for whole files which somebody changed and for what is lost for good, and none \
                 of these is; --repair puts last good copies back"
            }
        });
        let shown = Report { damage: done.damage, repaired: done.repaired, orphans, not_accepted };
        tell(&shown, self.format)?;
        Ok(if sound { Outcome::Done } else { Outcome::AtFault })
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let mut text = if self.damage.is_empty() {
            "No damage was found.\n".to_owned()
        } else {
            format!("{} found\n", counted(self.damage.len() as f64, "damage", "damages"))
        };
        self.damage.iter().for_each(|damage| text.push_str(&format!("  {}\n", lang::tell(damage))));
        if !self.repaired.is_empty() {
            text.push_str("Put right:\n");
            self.repaired.iter().for_each(|what| text.push_str(&format!("  {}\n", lang::tell(what))));
        }
        if let Some(why) = self.not_accepted {
            let mut letters = why.chars();
            text.extend(letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters));
            text.push_str(".\n");
        }
        if self.orphans > 0 {
            let codings = counted(self.orphans as f64, "coding has", "codings have");
            text.push_str(&format!(
                "{codings} lost the passage, since its words were corrected away: kept, counted nowhere, to be placed \
                 again or removed in the window\n"
            ));
        }
        text
    }
}
