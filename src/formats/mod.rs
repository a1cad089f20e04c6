//! One file per format: bytes in, edits and warnings out, and back. Never takes a path.
