// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Files that are whole or not there: each is written aside, in the same folder, and put in its place at
//! the end. Whatever ends the program before that leaves nothing behind.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::output::unwritable;

/// What is being written at this moment. Files are made and put in their places under this lock, so that
/// an interruption finds all of them or none.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A program that was ended from outside, as shells tell it.
const INTERRUPTED: i32 = 130;

/// A file while it is written.
#[derive(Debug)]
pub struct Aside {
    file: NamedTempFile,
    place: PathBuf,
}

impl Aside {
    /// Begins a file that will stand at this place.
    pub fn new(place: &Path) -> Result<Self, Failure> {
        Self::begin(place).map_err(|error| unwritable(&place.display().to_string(), &error))
    }

    fn begin(place: &Path) -> io::Result<Self> {
        // What a link leads to is replaced, and not the link.
        let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        match place.metadata() {
            Ok(there) if there.is_dir() => return Err(io::Error::other("it is a folder")),
            Ok(there) if !there.is_file() => return Err(io::Error::other("it is a device, and no file")),
            _ => {}
        }
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(io::Error::other(format!("there is no folder `{}`", folder.display())));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".digirights-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut unfinished = unfinished();
        // The name of a file that nobody asked for helps nobody.
        let file = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
        unfinished.push(file.path().to_owned());
        drop(unfinished);
        Ok(Self { file, place })
    }

    fn unwritable(&self, error: &io::Error) -> Failure {
        unwritable(&self.place.display().to_string(), error)
    }

    /// Makes sure that all of it is on the disk, with the permissions of the file that it replaces.
    fn settle(&self) -> io::Result<()> {
        if let Ok(existing) = self.place.metadata() {
            self.file.as_file().set_permissions(existing.permissions())?;
        }
        self.file.as_file().sync_all()
    }
}

/// Puts files in their places, as nearly at once as a file system can.
pub fn put(files: Vec<Aside>) -> Result<(), Failure> {
    for aside in &files {
        aside.settle().map_err(|error| aside.unwritable(&error))?;
    }
    let mut unfinished = unfinished();
    for aside in files {
        let path = aside.file.path().to_owned();
        let put = aside.file.persist(&aside.place);
        put.map_err(|error| unwritable(&aside.place.display().to_string(), &error.error))?;
        unfinished.retain(|other| *other != path);
    }
    Ok(())
}

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut file: &File = self.file.as_file();
        file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on, whoever interrupts the program finds nothing half-written.
pub fn discard_when_interrupted() {
    // Signals that somebody else has set, as `nohup` does, stay as they are.
    let _ = ctrlc::try_set_handler(|| {
        // The lock is held to the end: nothing new begins.
        let unfinished = unfinished();
        unfinished.iter().for_each(|aside| drop(fs::remove_file(aside)));
        process::exit(INTERRUPTED);
    });
}

/// One path for one file, whether it is there yet or not.
pub fn same(place: &Path) -> PathBuf {
    let folder = |place: &Path| {
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
        fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()
    };
    let there = fs::canonicalize(place).ok();
    let beside = || Some(folder(place)?.join(place.file_name()?));
    there.or_else(beside).unwrap_or_else(|| place.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::{Aside, put};

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("a.txt");
        let mut aside = Aside::new(&place).expect("a file");
        aside.write_all(b"half").expect("room");
        drop(aside);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
        let mut aside = Aside::new(&place).expect("a file");
        aside.write_all(b"whole").expect("room");
        assert!(!place.exists());
        put(vec![aside]).expect("room");
        assert_eq!(fs::read(&place).expect("the file"), b"whole");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_is_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let (place, link) = (folder.path().join("a.txt"), folder.path().join("link"));
        fs::write(&place, "old").expect("room");
        std::os::unix::fs::symlink(&place, &link).expect("a link");
        let mut aside = Aside::new(&link).expect("a file");
        aside.write_all(b"new").expect("room");
        put(vec![aside]).expect("room");
        assert!(link.is_symlink());
        assert_eq!(fs::read(&place).expect("the file"), b"new");
    }
}
