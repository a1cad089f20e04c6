//! What of an open project the one who codes there may see. The rule is the model's; here it is only kept.

use super::Session;
use crate::model::{Edit, Project};
use crate::store::{history, trail};

impl Session {
    /// The project as who codes here may see it: what every panel, export and report is made of. While everybody codes
    /// independently it is without the codings of others; see [`Project::seen_by`].
    pub fn seen(&self) -> &Project {
        self.seen.get_or_init(|| self.project.seen_by(self.coder))
    }

    /// All steps since the project was made, as an export writes them; none in memory. What comes back reads the journals
    /// when it is called, on whatever thread. While everybody codes independently there are only one's own steps.
    pub fn trail(&self) -> impl FnOnce() -> Vec<crate::model::Step> + Send + 'static {
        let (disk, dir) = (self.place.disk(), self.dir().map(std::path::Path::to_owned));
        let own = self.coder().map(|c| c.name.clone());
        let sees_all = self.project.sees_all(self.coder);
        move || {
            let mut steps = dir.map(|dir| trail(&*disk, &dir)).unwrap_or_default();
            steps.retain(|step| sees_all || Some(&step.who) == own.as_ref());
            steps
        }
    }

    /// The steps that changed the codebook since the project was made, by all coders; none in memory. Reads the journals.
    /// Of others' steps there is what they did to the codebook alone while everybody codes independently.
    pub fn history(&self) -> Vec<crate::model::Step> {
        let mut steps = self.dir().map(|dir| history(&*self.place.disk(), dir)).unwrap_or_default();
        let own = self.coder().map(|c| c.name.clone());
        if !self.project.sees_all(self.coder) {
            for step in steps.iter_mut().filter(|step| Some(&step.who) != own.as_ref()) {
                step.edits.retain(Edit::is_of_codebook);
                step.label.clear();
            }
        }
        steps
    }
}
