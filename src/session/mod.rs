//! An open project: history, autosave, background jobs. Never imports egui.
