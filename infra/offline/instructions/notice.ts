import type { Chance } from '../chance.ts'

/** What a notice says, so that answers about it can be right. */
export interface Notice {
  domain: string
  day: string
  hour: string
  place: string
  thing: string
  contact: string
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const HOURS = [
  'nine in the morning',
  'half past ten',
  'a quarter to twelve',
  'three in the afternoon',
  'half past five',
  'seven in the evening',
]
const PLACES = [
  'the town library',
  'the old fire station',
  'the school gym',
  'the back room of the café',
  'the parish hall',
  'the workshop behind the station',
  'the reading room',
]
const THINGS = [
  'a notebook',
  'something to drink',
  'a pair of gloves',
  'a small fee of three euros',
  'one good question',
  'a folding chair',
  'a photograph',
]
const CONTACTS = ['Mrs. Adler', 'Tomás', 'Mr. Okafor', 'Ingrid', 'Ms. Tanaka', 'Paul from the office', 'Samira']
const REASONS = [
  'because the hall is being painted',
  'since the usual room is too small by now',
  'as the snow kept many away the last time',
  'because two of the helpers are on holiday',
]

/** The orders in which a notice may be told; `read` finds each part again in any of them. */
const TELLINGS: readonly ((notice: Notice, reason: string) => string)[] = [
  ({ domain, day, hour, place, thing, contact }, reason) =>
    `The next meeting of the group for ${domain} has been moved to ${day} at ${hour}, ${reason}. This time we come together in ${place}. Everybody should bring ${thing}. If you cannot be there, please tell ${contact} two days before, so that nobody waits in vain. New members are welcome and need not sign up.`,
  ({ domain, day, hour, place, thing, contact }, reason) =>
    `Dear all, thank you for the lively evening last month. Our course on ${domain} goes on this ${day} at ${hour}, and the meeting point is now ${place}, ${reason}. Please do not forget to bring ${thing}. The door is locked fifteen minutes after the beginning. Questions go to ${contact}, who has the key and the list of names.`,
  ({ domain, day, hour, place, thing, contact }, reason) =>
    `A reminder from the committee: there is an open afternoon about ${domain} in ${place} on ${day} at ${hour}. We had to change the room ${reason}. Children are welcome if somebody comes with them. It helps if guests bring ${thing}. ${contact} collects the names and answers the telephone until Thursday night.`,
]

export function inventNotice(domain: string, chance: Chance): string {
  const notice = {
    domain,
    day: chance.pick(DAYS),
    hour: chance.pick(HOURS),
    place: chance.pick(PLACES),
    thing: chance.pick(THINGS),
    contact: chance.pick(CONTACTS),
  }
  return chance.pick(TELLINGS)(notice, chance.pick(REASONS))
}

const foundIn = (text: string, list: readonly string[]): string | undefined =>
  list.filter((each) => text.includes(each)).sort((a, b) => text.indexOf(a) - text.indexOf(b))[0]

/** What a text says, if it is such a notice. */
export function readNotice(text: string): Notice | undefined {
  const domain = /(?:group for|course on|afternoon about) ([a-z -]+?)(?: has| goes| in )/.exec(text)?.[1]
  const place = foundIn(text, PLACES)
  const contact = foundIn(text, CONTACTS)
  const [hour, thing, day] = [foundIn(text, HOURS), foundIn(text, THINGS), foundIn(text, DAYS)]
  if (!domain || !place || !contact || !hour || !thing || !day) return undefined
  return { domain, place, contact, hour, thing, day }
}
