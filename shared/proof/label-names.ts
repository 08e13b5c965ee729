/** How a label is compared: "Bad ending", "bad_ending" and " BAD-ENDING " are one. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')

const YES = new Set(['yes', 'true', '1', 'y', 't'])
const NO = new Set(['no', 'false', '0', 'n', 'f'])

/**
 * What a dataset calls a label that real text calls `name`; undefined where it has none of that name. `given` are the names
 * that a person said are the same, real one first. Yes and no are known in their usual spellings.
 */
export function knownLabel(
  name: string,
  classes: readonly string[],
  given: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const asked = plain(name)
  const said = [...given].find(([real]) => plain(real) === asked)?.[1]
  const wanted = said === undefined ? asked : plain(said)
  const found = classes.find((each) => each === name) ?? classes.find((each) => plain(each) === wanted)
  if (said === undefined && found !== undefined) return found
  if (said !== undefined) return classes.find((each) => plain(each) === wanted)
  const truth = [YES, NO].find((spellings) => spellings.has(asked))
  return truth && isYesAndNo(classes) ? classes.find((each) => truth.has(plain(each))) : undefined
}

const isYesAndNo = (classes: readonly string[]): boolean =>
  classes.length === 2 && [YES, NO].every((spellings) => classes.some((each) => spellings.has(plain(each))))
