//! Full disks, failing syncs, lost sectors, lost names, killed processes: nothing that was shown as saved is ever missing.

mod images;
mod kill;
mod shelves;
mod sim;
