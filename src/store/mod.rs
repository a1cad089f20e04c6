//! The project folder: layout, load, save, journal, lock, migration. Never knows what a window is.
//!
//! ```text
//!   step ──► history/<who>.ron (appended, synced: the step is safe)
//!   save ──► staged/<who>/… ──► history/<who>.checkpoint.ron (renamed: the save is made) ──► the files themselves
//!   open ──► files, or what is staged for them ──► steps that come after each checkpoint
//! ```
//!
//! Every write goes through [`Disk`], so that a test can make any one of them fail.

mod aside;
mod checkpoint;
mod copies;
mod disk;
mod error;
mod fetch;
mod files;
mod folder;
mod head;
mod history;
mod journal;
mod kept;
mod layout;
mod load;
mod loaded;
mod lock;
mod memory;
mod memos;
mod merge;
mod migrate;
mod needs;
mod notice;
mod opening;
mod order;
mod outside;
mod parallel;
mod parts;
mod progress;
mod publish;
mod quick;
mod quotes;
mod rebuild;
mod records;
mod repair;
mod replay;
mod ronfile;
pub mod sample;
mod spoken;
mod sync;
mod tails;
mod times;
mod unheld;
mod upgrade;
mod upkeep;
mod who;
mod words;

pub use copies::{Copies, copies};
pub use disk::{Disk, FileState, Hold, RealDisk, Wait};
pub use error::{Damage, StoreError};
pub use folder::{Claims, Folder, NewStep};
pub use head::Head;
pub use history::{history, trail};
pub use layout::{is_own_file, is_project};
pub use load::{LoadOptions, load};
pub use loaded::{Loaded, Wanted};
pub use lock::Holder;
pub use memory::fits_in;
pub use merge::merge;
pub use notice::Notice;
pub use outside::{
    InTheWay, NewFolder, in_the_way, write_file, write_file_with, write_folder, write_folder_with,
};
pub use progress::Progress;
pub use rebuild::{PastStep, past};
pub use records::FORMAT_VERSION;
pub use repair::{Repaired, accept, repair};
pub use sync::{SyncCopy, put_aside};
pub use times::{with_times, word_times};
pub use upkeep::{FilesTask, TaskDone, Update};
