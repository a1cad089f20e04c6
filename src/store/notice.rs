//! What others did to a folder, to be told. Plain data.

use super::Damage;
use super::lock::Holder;
use crate::lang::Message;

/// Something that others did to the folder, to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Somebody else is at work here.
    AtWork(Holder),
    /// What others did was taken in.
    TakenIn,
    /// What of ours no longer fits what others did.
    Lost(Message),
    /// Something is wrong with a file that another program or copy left.
    Damage(Damage),
}
