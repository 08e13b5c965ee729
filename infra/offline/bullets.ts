/** What stands behind `- Name: ` in a prompt that lists what it wants, a line each. */
export function bullet(prompt: string, name: string): string | undefined {
  return new RegExp(`^[ \\t]*- ${name}:[ \\t]*(.+)$`, 'm').exec(prompt)?.[1]?.trim()
}

/** "a and b", "a, b and c" as a list. */
export const listed = (text: string): string[] => text.split(/,\s+(?:and\s+)?|\s+and\s+/).filter((each) => each !== '')

/** How many words a prompt wants, where it says "30 to 55 words". */
export function wordsWanted(text: string): { min: number; max: number } | undefined {
  const said = /(\d+)\s*(?:to|-|–)\s*(\d+) words/.exec(text)
  return said ? { min: Number(said[1]), max: Number(said[2]) } : undefined
}
