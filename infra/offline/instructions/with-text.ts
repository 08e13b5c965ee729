import type { Kind } from './kind.ts'
import { inventNotice, readNotice } from './notice.ts'

/** `{{ name }}` of the notice in a pattern written `<name>`. */
function told(pattern: string, input: string): string {
  const notice = readNotice(input)
  if (notice === undefined) return 'The text says when and where people meet, and what they should bring.'
  return pattern.replace(/<(\w+)>/g, (_, field: keyof typeof notice) => notice[field])
}

const MISTAKES: readonly [string, string][] = [
  ['I has looked for it everywere, but it were not their.', 'I have looked for it everywhere, but it was not there.'],
  ['Their is only to places left, so please be quick.', 'There are only two places left, so please be quick.'],
  ['We was suprised how much peoples came.', 'We were surprised how many people came.'],
  ['The weather where so good that nobody want to go home.', 'The weather was so good that nobody wanted to go home.'],
  ['Everyone should brought there own cup.', 'Everyone should bring their own cup.'],
  ['Last week she teached us an easyer way.', 'Last week she taught us an easier way.'],
]

const MESSAGES: Record<'question' | 'complaint' | 'praise', readonly string[]> = {
  question: [
    'Could you tell me whether the evening on # also takes place during the holidays?',
    'How many people can sign up for #, and is there a waiting list?',
    'Where do I find the slides of the last talk on #?',
  ],
  complaint: [
    'I waited forty minutes for the hour on # to begin, and then it was called off without a word.',
    'For the third time the materials for # were missing when we came.',
    'The room that you gave us for # was cold, dark and locked until eight.',
  ],
  praise: [
    'The afternoon on # was the best thing I have been to this year. Thank you all!',
    'I never thought that # could be so much fun. My son has not stopped talking about it.',
    'You explained # so well that even my father stayed awake to the end.',
  ],
}

const INVITATIONS = [
  'Hello! We are looking for somebody who could speak about # for twenty minutes at our summer evening on the fourth of July. Would you be willing to do that? We can pay the train and a meal. Please let us know by the end of the week.',
  'Hi, you left your folder on # in the hall yesterday. I have put it on the shelf by the door. Will you come on Saturday, or shall I send it by post?',
  'Good morning, the date for # has to be moved by a week because the room is taken. Does the Friday after that suit you, and could you still bring the projector?',
]
const REPLIES = [
  'Thank you for writing. I am glad to do it, and the date suits me well. I will send you what you need by Thursday. See you then!',
  'Thank you, that is kind of you. I will come on Saturday around eleven. If anything changes, I will call the evening before.',
  'Many thanks for your message. The new date is fine for me, and I will bring everything along. Until then!',
]

export const WITH_TEXT: Record<string, Kind> = {
  summarize: {
    asks: [
      'Summarize this message from our group for # so that somebody who has no time to read it knows what matters.',
      'What does this note about # come down to?',
      'I have to pass on this notice about # by telephone. Make it shorter for me.',
    ],
    input: inventNotice,
    answer: ({ input }, chance) =>
      told(
        chance.pick([
          'People who like <domain> meet on <day> at <hour>, this time in <place>, and should have <thing> with them.',
          'The <domain> meeting is on <day>, <hour>, in <place>; <contact> is the one to ask.',
        ]),
        input,
      ),
  },
  extract: {
    asks: [
      'Take the day, the hour, the place and the contact from this message about #.',
      'Which day, hour, place and contact does this notice on # give?',
      'I am filling in a calendar for # and need day, hour, place and contact from the text below.',
    ],
    input: inventNotice,
    answer: ({ input }) => told('Day: <day>\nHour: <hour>\nPlace: <place>\nContact: <contact>', input),
  },
  'answer from text': {
    asks: [
      'According to this message about #, what should people bring, and where do they meet?',
      'Read this note on # and tell me what to bring and where to go.',
      'My friend wants to come along to the afternoon on #. Say what is to be brought, and where, going by this text.',
    ],
    input: inventNotice,
    answer: ({ input }, chance) =>
      told(
        chance.pick([
          'They meet in <place>, and everybody should bring <thing>.',
          'One should bring <thing>; the meeting is in <place>.',
        ]),
        input,
      ),
  },
  rewrite: {
    asks: [
      'Rewrite this message about # as a friendly note to a neighbor.',
      'Could you put this notice on # into warmer words for people who have never been there?',
      'This announcement for # sounds stiff. I need it in an easy tone.',
    ],
    input: inventNotice,
    answer: ({ input }, chance) =>
      told(
        chance.pick([
          'Hello neighbor! Do you feel like <domain>? A few of us get together on <day> at <hour>, over in <place>. Just pack <thing>, and ring <contact> if something comes up. It would be lovely to see you there.',
          'Good to know for all friends of <domain>: <day>, <hour>, <place>. Come as you are, and take <thing> along. <contact> is happy to help with anything else.',
        ]),
        input,
      ),
  },
  proofread: {
    asks: [
      'Correct the mistakes in this note about #.',
      'What would this text on # look like without its mistakes?',
      'I wrote this after our evening on # and I am sure that there are errors in it. Put them right.',
    ],
    input: (subject, chance) => {
      const at = chance.below(MISTAKES.length)
      const lines = [MISTAKES[at]![0], MISTAKES[(at + 1 + chance.below(MISTAKES.length - 1)) % MISTAKES.length]![0]]
      return `This is about our evening on ${subject}. ${lines.join(' ')}`
    },
    answer: ({ input }) => MISTAKES.reduce((text, [wrong, right]) => text.replace(wrong, right), input),
  },
  classify: {
    asks: [
      'Is this message about # a question, a complaint or praise?',
      'Sort this message on # into one of three boxes: question, complaint, praise.',
      'We get many messages about #. Which label fits this one: question, complaint or praise?',
    ],
    input: (subject, chance) => {
      const kind = chance.pick(['question', 'complaint', 'praise'] as const)
      return chance.pick(MESSAGES[kind]).replace('#', subject)
    },
    answer: ({ input, subject }) => {
      const entries = Object.entries(MESSAGES)
      return entries.find(([, list]) => list.some((each) => each.replace('#', subject) === input))?.[0] ?? 'question'
    },
  },
  reply: {
    asks: [
      'Write an answer to this message about #. I want to say yes.',
      'How could I answer this mail on #? I agree to what is asked.',
      'Answer this message on # for me; everything in it is fine with me.',
    ],
    input: (subject, chance) => chance.pick(INVITATIONS).replace('#', subject),
    answer: ({ input }) => REPLIES[input.startsWith('Hello!') ? 0 : input.startsWith('Hi') ? 1 : 2]!,
  },
  'to list': {
    asks: [
      'Turn this text about # into a short list.',
      'Can you make a list of the points in this message on #?',
      'I want to pin the main points of this note about # to the wall. Make a list of them.',
    ],
    input: inventNotice,
    answer: ({ input }) =>
      told('- When: <day>, <hour>\n- Where: <place>\n- To bring: <thing>\n- Whom to ask: <contact>', input),
  },
  title: {
    asks: [
      'Find a title for this message about #.',
      'What subject line would fit this mail on #?',
      'This note about # needs a heading that people will read.',
    ],
    input: inventNotice,
    answer: ({ input }, chance) =>
      told(
        chance.pick([
          'New room and new day for <domain>',
          'Come along to <domain> on <day>',
          'Next <domain> meeting on <day>',
        ]),
        input,
      ),
  },
}
