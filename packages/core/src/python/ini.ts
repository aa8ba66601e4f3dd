/** A line of a value. */
export interface IniLine {
  readonly text: string;
  readonly line: number;
}

/** Values of an INI file by `section` and `key`, both in small letters, each as its lines without comments. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, readonly IniLine[]>>;

/** Reads an INI file as Python's configparser does, setup.cfg's: an indented line continues the value above it. */
export function parseIni(text: string): Ini {
  const sections = new Map<string, Map<string, IniLine[]>>();
  let section: Map<string, IniLine[]> | null = null;
  let open: IniLine[] | null = null;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const content = raw.replace(/(^|\s)[#;].*$/, '').trim();
    if (content === '') continue;
    const header = /^\[(.+)\]$/.exec(raw.trim())?.[1];
    if (header !== undefined && !/^\s/.test(raw)) {
      section = sections.get(header.trim().toLowerCase()) ?? new Map<string, IniLine[]>();
      sections.set(header.trim().toLowerCase(), section);
      open = null;
    } else if (/^\s/.test(raw) && open) open.push({ text: content, line });
    else {
      const [, key = '', value = ''] = /^([^=:]*)[=:](.*)$/.exec(content) ?? [];
      open = value.trim() === '' ? [] : [{ text: value.trim(), line }];
      section?.set(key.trim().toLowerCase(), open);
    }
  }
  return sections;
}
