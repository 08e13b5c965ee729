import { bullet } from '../bullets.ts'
import { shuffled } from '../fitting.ts'
import type { Writer } from '../writer.ts'
import { BEGINNINGS, ENDINGS, type Exchange, FIRST_ANSWERS, MIDDLES } from './exchanges.ts'

const ASKED = /conversation between a user and an assistant/i
const USER = /^(?:.+), ([^,]+), who wants to (.+)$/
const DEFAULT = 3

/** A conversation as JSON: a beginning in the user's mood, what may come between, and the end that was asked for. */
export const dialogue: Writer = ({ prompt }, chance) => {
  const [, mood = '', task] = USER.exec(bullet(prompt, 'The user') ?? '') ?? []
  if (task === undefined || !ASKED.test(prompt)) return undefined
  const count = Number(/^(\d+)/.exec(bullet(prompt, 'Length') ?? '')?.[1] ?? DEFAULT)
  const put = (pattern: string) => pattern.replaceAll('#', () => mine(task))
  const beginning = BEGINNINGS.find((each) => each.mood.test(mood)) ?? chance.pick(BEGINNINGS)
  const ending = ENDINGS.find((each) => each.ending.test(bullet(prompt, 'End') ?? '')) ?? chance.pick(ENDINGS)
  const first = { user: put(chance.pick(beginning.users)), assistant: put(chance.pick(FIRST_ANSWERS)) }
  const turn = bullet(prompt, 'On the way') ?? ''
  const wanted = MIDDLES.filter((each) => each.turn?.test(turn))
  const others = shuffled(
    MIDDLES.filter((each) => !wanted.includes(each)),
    chance,
  )
  const between = shuffled([...wanted, ...others.slice(0, Math.max(0, count - 2 - wanted.length))], chance)
  const exchanges: Exchange[] = [first, ...between.slice(0, Math.max(0, count - 2)), chance.pick(ending.exchanges)]
  return JSON.stringify({ exchanges: exchanges.slice(0, count).map(({ user, assistant }) => ({ user, assistant })) })
}

/** As the user says it of themselves. */
const mine = (task: string): string => task.replace(/\btheir\b/g, 'my')
