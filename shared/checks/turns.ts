const ROLES =
  /^(?:user|assistant|human|ai|bot|system|chatbot|customer|agent|support|student|teacher|tutor|doctor|patient|interviewer|interviewee|candidate|speaker ?\w|person ?\w|[ab]|q|người dùng|trợ lý)$/iu
const TURN = /^[ \t>]*[*_]{0,3}([\p{L}][\p{L}\p{M}\p{N}' .-]{0,29}?)[*_]{0,3}[ \t]*[:：][*_]{0,3}(?=\s|$|\S)/u

/**
 * How many turns of a written-out conversation a text has: lines that start with "User:", "**Assistant:**" or the name of
 * who speaks. 0 where no two speakers, each with a role or more than one turn, can be told.
 */
export function countTurns(text: string): number {
  return [...speakersIn(text).values()].reduce((sum, turns) => sum + turns, 0)
}

/** Whether the text begins with a turn of such a conversation. */
export function isConversation(text: string): boolean {
  const first = speakerOf(text.trimStart())
  return first !== undefined && speakersIn(text).has(first)
}

/** Whether a text is the name of a role, and nothing else. */
export const isRole = (text: string): boolean => text.length < 20 && ROLES.test(text.trim())

function speakersIn(text: string): ReadonlyMap<string, number> {
  const turns = new Map<string, number>()
  for (const line of text.split('\n')) {
    const speaker = speakerOf(line)
    if (speaker !== undefined) turns.set(speaker, (turns.get(speaker) ?? 0) + 1)
  }
  const certain = [...turns].filter(([speaker, count]) => count > 1 || ROLES.test(speaker))
  return new Map(certain.length < 2 ? [] : certain)
}

const speakerOf = (line: string): string | undefined => TURN.exec(line.slice(0, 60))?.[1]?.toLowerCase()
