//! Calls of a disk that a test leaves as they are.

/// In an `impl Disk`: these calls are those of the real disk.
macro_rules! as_real {
    (@read_from) => {
        fn read_from(&self, path: &std::path::Path, from: u64, limit: u64) -> std::io::Result<Vec<u8>> {
            concord::store::RealDisk.read_from(path, from, limit)
        }
    };
    (@state) => {
        fn state(&self, path: &std::path::Path) -> std::io::Result<concord::store::FileState> {
            concord::store::RealDisk.state(path)
        }
    };
    (@lock) => {
        fn lock(
            &self,
            path: &std::path::Path,
            wait: concord::store::Wait,
        ) -> std::io::Result<Option<concord::store::Hold>> {
            concord::store::RealDisk.lock(path, wait)
        }
    };
    (@list) => {
        fn list(&self, dir: &std::path::Path) -> std::io::Result<Vec<std::path::PathBuf>> {
            concord::store::RealDisk.list(dir)
        }
    };
    (@append) => {
        fn append(&self, path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
            concord::store::RealDisk.append(path, bytes)
        }
    };
    (@write_new) => {
        fn write_new(&self, path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
            concord::store::RealDisk.write_new(path, bytes)
        }
    };
    (@truncate) => {
        fn truncate(&self, path: &std::path::Path, len: u64) -> std::io::Result<()> {
            concord::store::RealDisk.truncate(path, len)
        }
    };
    (@rename) => {
        fn rename(&self, from: &std::path::Path, to: &std::path::Path) -> std::io::Result<()> {
            concord::store::RealDisk.rename(from, to)
        }
    };
    (@$on_a_path:ident) => {
        fn $on_a_path(&self, path: &std::path::Path) -> std::io::Result<()> {
            concord::store::RealDisk.$on_a_path(path)
        }
    };
    ($($call:ident),+) => {
        $($crate::common::disk::as_real!(@$call);)+
    };
}

pub(crate) use as_real;
