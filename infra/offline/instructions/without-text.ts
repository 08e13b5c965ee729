import type { Chance } from '../chance.ts'
import { shuffled } from '../fitting.ts'
import { capitalized } from '../story/fill.ts'
import type { Kind } from './kind.ts'

const put = (pattern: string, subject: string): string => capitalized(pattern.replaceAll('#', subject))

function numbered(list: readonly string[], count: number, subject: string, chance?: Chance): string {
  const chosen = (chance ? shuffled(list, chance) : list).slice(0, count)
  return chosen.map((each, i) => `${i + 1}. ${put(each, subject)}`).join('\n')
}

const IDEAS = [
  'A quiz with ten questions about #, in which the youngest may answer first.',
  'A table where everybody shows one thing that has to do with #.',
  'A walk through the neighborhood on which one looks for traces of #.',
  'An hour in which beginners ask and old hands in # answer.',
  'A swap shelf for books and tools about #.',
  'A wall of photographs: my first day with #.',
  'A supper at which each course stands for a part of #.',
  'A contest for the funniest mishap with #.',
  'A silent hour in which everybody just practices # side by side.',
  'A letter to the local paper that tells one small story about #.',
]

const EXPLANATIONS = [
  'The most important thing about # is that it rests on a few habits and not on talent. Somebody who spends ten minutes a day on it gets further than somebody who spends a whole Sunday once a month. Think of brushing your teeth: nobody is proud of it, and yet it works. That is how # becomes easy.',
  'Think of # as a conversation. First you look, then you do one small thing, and then you wait to see what comes back. Most beginners leave out the waiting. If you keep to this order, # explains itself bit by bit.',
  'People often take # for something difficult, because they see only the result. In fact it is made of small steps, like a wall of bricks. You lay one, check that it is straight, and lay the next. After a few weeks you have a wall.',
]

const STEPS = [
  'Write down in one sentence what you want from # (today, five minutes).',
  'Ask one person who knows # for advice (this week, one call).',
  'Collect what you have at home and note what is missing (half an hour).',
  'Set a fixed time for it, twice a week (at once).',
  'Try the smallest version of # and take notes (one evening).',
  'Look at the notes after a month and change one thing (ten minutes).',
]

const NOTES = [
  'Dear friends of #, this season would have been half as much fun without you. Thank you for the early mornings, the borrowed tools and the patience with beginners. May the next year be as kind to us as this one was.',
  'Dear Maria, for ten years you have kept our group for # together, and most of us noticed only when you were ill. We wish you a good new beginning, and we hope that you will look in on us often.',
  'Good evening and welcome. We are here because # brings together people who would otherwise never have met. Please take a seat next to somebody you do not know, and may it be a fine evening.',
]

/** "12 euros" and "52 weeks" in a request, multiplied. */
function sum(instruction: string): string {
  const [, euros = '10', times = '12', unit = 'months'] =
    /(\d+) euros[^?]*?(\d+) (weeks|months)/.exec(instruction) ?? []
  const product = Number(euros) * Number(times)
  return `${euros} euros times ${times} ${unit} makes ${product} euros. So it comes to ${product} euros in all.`
}

export const WITHOUT_TEXT: Record<string, Kind> = {
  brainstorm: {
    asks: [
      'Give me ideas for an evening about # with people who hardly know each other.',
      'What could our group do to make # better known in town?',
      'I need ideas for a small event around # in autumn.',
    ],
    answer: ({ subject }, chance) => numbered(IDEAS, 5, subject, chance),
  },
  explain: {
    asks: [
      'Explain to me what really matters in #.',
      'Why do some people find # easy and others hard?',
      'I am new to # and do not see how it works. Explain the main thing.',
    ],
    answer: ({ subject }, chance) => put(chance.pick(EXPLANATIONS), subject),
  },
  plan: {
    asks: [
      'Make a plan for my first month with #.',
      'How should I begin with # if I have two free evenings a week?',
      'I want to take up # again after five years and need a plan.',
    ],
    answer: ({ subject }) => numbered(STEPS, 6, subject),
  },
  compare: {
    asks: [
      'Compare learning # alone with learning it in a group.',
      'Is it better to start # alone or in a group?',
      'I cannot decide whether to go about # by myself or with others. Set the two side by side.',
    ],
    answer: ({ subject }, chance) =>
      put(
        chance.pick([
          'Alone you choose the time and the pace, but nobody tells you when you practice a mistake. In a group you learn from others, but you depend on a fixed evening. For # I would begin in a group and practice alone in between.',
          'A group costs time and gives company; working alone costs patience and gives freedom. Mistakes in # are found sooner when somebody watches. If you can, join a group for the first three months.',
        ]),
        subject,
      ),
  },
  compose: {
    asks: [
      'Write a short note of thanks to the people who kept # going this year.',
      'Could you write a few words of welcome for our evening on #?',
      'I need a few lines for somebody who is leaving our group for #.',
    ],
    answer: ({ subject, instruction }) =>
      put(NOTES[instruction.includes('leaving') ? 1 : instruction.includes('welcome') ? 2 : 0]!, subject),
  },
  calculate: {
    asks: [
      'I spend {n} euros a week on #. How much is that over {w} weeks?',
      'If # costs me {n} euros a month, what do I pay in {w} months?',
      'Our club pays {n} euros each month for # and wants to know the sum for {w} months.',
    ],
    answer: ({ instruction }) => sum(instruction),
  },
  advise: {
    asks: [
      'Should I buy my own equipment for # now or borrow it for another year?',
      'I have been asked to lead the group for #, and I am not sure. Advise me.',
      'Would you give up # for a while when work gets too much?',
    ],
    answer: ({ subject, instruction }) =>
      put(
        instruction.includes('equipment')
          ? 'Borrow for another year. You will learn what you really need, and you can save in the meantime. The drawback is that you depend on others for #. I would set a date, say next March, and decide then.'
          : instruction.includes('lead')
            ? 'Say yes for one year, and say so openly. You know the people, and you will learn more about # by leading than by watching. It will cost you an evening a week, which is the honest drawback. I would ask for one helper before I agree.'
            : 'I would make it smaller instead of giving it up. A quarter of an hour of # on Sundays keeps the habit alive, and it takes your mind off work. The drawback is that you will feel slow. Decide again in six weeks.',
        subject,
      ),
  },
}
