/** The top-level modules that a text imports, with the line of the first import of each; by lines, without parsing. */
export function importedModules(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let [line, counted] = [1, 0];
  for (let at = text.indexOf('import'), end = 0; at !== -1; at = text.indexOf('import', end)) {
    const start = Math.max(text.lastIndexOf('\n', at) + 1, 0);
    const next = text.indexOf('\n', at);
    end = next === -1 ? text.length : next;
    const [, module] = /^[ \t]*(?:import|from)[ \t]+([^\W\d]\w*)/.exec(text.slice(start, end)) ?? [];
    if (module === undefined || found.has(module)) continue;
    for (
      let each = text.indexOf('\n', counted);
      each !== -1 && each < start;
      each = text.indexOf('\n', each + 1)
    )
      line++;
    counted = start;
    found.set(module, line);
  }
  return found;
}
