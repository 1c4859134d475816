export type PickedFile = {
  /** With the folders in which it lay, as far as the browser tells. */
  readonly name: string;
  readonly file: File;
};

/** Every file in what was dropped, folders in depth. Must be called while the drop event runs: its items die with it. */
export async function droppedFiles(items: DataTransferItemList): Promise<PickedFile[]> {
  const roots = Array.from(items).map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: PickedFile[] = [];
  for (const { entry, file } of roots) {
    if (entry !== null) await walk(entry, found);
    else if (file !== null) found.push({ name: file.name, file });
  }
  return found;
}

/** The files of a file or folder input, which knows their relative paths itself. */
export function pickedFiles(files: FileList): PickedFile[] {
  return Array.from(files, (file) => ({ name: file.webkitRelativePath || file.name, file }));
}

async function walk(entry: FileSystemEntry, found: PickedFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ name: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  for (;;) {
    // A reader gives a hundred entries at a time, and none when there are no more.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const one of batch) await walk(one, found);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
