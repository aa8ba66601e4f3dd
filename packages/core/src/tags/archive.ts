/** How an archive of images is compressed, by its name. */
export type ArchiveKind = 'plain' | 'gzip' | 'zstd';

/** What a name's end says; any other is a plain archive. */
export function archiveKind(file: string): ArchiveKind {
  if (/\.(tar\.gz|tgz)$/i.test(file)) return 'gzip';
  return /\.(tar\.zst|tzst|tar\.zstd)$/i.test(file) ? 'zstd' : 'plain';
}
