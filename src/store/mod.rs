//! The project folder: layout, load, save, journal, lock, migration. Never knows what a window is.
