//! Users of a file as coders: by id, else by name, since some programs make new ids whenever they write.

use uuid::Uuid;

use super::content::{Names, Reading};
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::file::values::time;
use crate::lang::message;
use crate::lang::said;
use crate::model::palette::PALETTE;
use crate::model::{Coder, CoderId, CoderRole, Colour, Timestamp};

/// How those who do not code as a person are marked among users.
pub(in super::super) const fn mark(role: CoderRole) -> Option<&'static str> {
    match role {
        CoderRole::Person => None,
        CoderRole::Supervisor => Some("supervisor"),
        CoderRole::Consensus => Some("consensus"),
    }
}

impl Reading<'_> {
    pub(in super::super) fn read_users(&mut self, root: &Element<'_>) {
        self.creator = root.get("creatingUserGUID").map(|guid| self.ids.of(guid));
        let users: Vec<&Element<'_>> = root.child("Users").iter().flat_map(|u| u.all("User")).collect();
        for user in users {
            let Some(id) = user.id else { continue };
            let name = user.get("name").map(str::trim).filter(|name| !name.is_empty());
            let name = name.map_or_else(|| unknown(id), str::to_owned);
            let roles = [CoderRole::Supervisor, CoderRole::Consensus];
            let role = roles.into_iter().find(|role| mark(*role) == user.get("id")).unwrap_or_default();
            self.add_user(id, &name, role);
        }
    }

    fn add_user(&mut self, id: Uuid, name: &str, role: CoderRole) -> CoderId {
        let own = CoderId(id);
        let others = self.project.coders().into_iter().filter(|c| c.id != own);
        let given = self.content.coders.iter().map(|(_, c)| c);
        // Whoever has the name already and is not in the file by id is the same person.
        let same = self.project.coder_named(name).ok().map(|c| c.id).filter(|same| {
            *same != own && self.project.coder(own).is_none() && !given.clone().any(|c| c.id == *same)
        });
        let colour = PALETTE[(self.project.coders().len() + self.content.coders.len()) % PALETTE.len()].light;
        let settled = self.project.consensus().is_some_and(|c| c.id != own);
        let role = if settled && role == CoderRole::Consensus { CoderRole::Person } else { role };
        let mut names = Names::of(others.map(|c| c.name.as_str()).chain(given.map(|c| c.name.as_str())));
        let (coder, called) = match same {
            Some(same) => (same, name.to_owned()),
            None => (own, names.free_title(name)),
        };
        self.report.renamed("user", name, &called);
        self.users.insert(id, coder);
        self.content.coders.push((id, Coder { id: coder, name: called, colour: Colour(colour), role }));
        coder
    }

    /// Who did something: the user that it names, else those that are named for it in turn, else whoever made the project
    /// or was named by the person who imports.
    pub(in super::super) fn who(&mut self, users: &[Option<&str>]) -> CoderId {
        let known = |id: &Uuid| self.users.contains_key(id) || self.options.coder.is_none();
        let named = users.iter().flatten().find(|guid| !guid.trim().is_empty());
        let named = named.map(|guid| self.ids.of(guid)).or(self.creator.filter(known));
        let Some(id) = named else { return self.nobody() };
        if let Some(coder) = self.users.get(&id) {
            return *coder;
        }
        let name = unknown(id);
        let message = message!("file-user-unknown", id = said(id), name);
        self.report.warn(message!("kind-users-unknown"), "", message);
        self.add_user(id, &name, CoderRole::Person)
    }

    /// Who stands for what nobody is named for.
    fn nobody(&mut self) -> CoderId {
        let name = self.options.coder.clone().unwrap_or_else(|| "unknown".to_owned());
        let id = crate::formats::projects::refi::file::ids::derived(&["coder", &name.to_lowercase()]);
        if let Some(coder) = self.users.get(&id) {
            return *coder;
        }
        if self.options.coder.is_none() {
            let message = message!("file-nobody-named");
            self.report.warn(message!("kind-what-nobody-named"), "", message);
        }
        self.add_user(id, &name, CoderRole::Person)
    }

    /// When something was made.
    pub(in super::super) fn when(&self, element: &Element<'_>) -> Timestamp {
        element.get("creationDateTime").and_then(time).unwrap_or(self.now)
    }
}

fn unknown(id: Uuid) -> String {
    format!("unknown ({})", &id.to_string()[..8])
}
