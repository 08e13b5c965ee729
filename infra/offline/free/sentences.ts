/** Sentences about `#`, which may be anything at all. */
export const ABOUT: Record<'good' | 'bad' | 'plain', readonly string[]> = {
  good: [
    'After a month with #, nobody at home wants to do without it.',
    'It works better than we had hoped, and it looks nice too.',
    'The first day was easy, and the second day was even easier.',
    'What makes # special is the care in every small part.',
    'Friends asked about # and two of them have one now.',
    'It came early, well packed, and with clear instructions.',
    'For the price of #, there is hardly anything better.',
    'Even my father, who likes nothing new, smiled at it.',
    'Cleaning takes a minute and no effort.',
    'We would choose # again without thinking twice.',
    'The sound is soft, the color is warm, and everything fits.',
    'It has made our mornings a little brighter.',
  ],
  bad: [
    'After a week with #, we put it back into its box.',
    'It broke on the third day, and nobody answered the phone.',
    'The first hour was fine, and then the trouble began.',
    'What is missing in # is any care for the details.',
    'It came late, with a dent on one side and one part missing.',
    'For the price of #, we had expected far more.',
    'It is loud, it smells odd, and it never quite fits.',
    'Even my father, who likes everything, shook his head.',
    'Cleaning takes longer than using it.',
    'Nobody in this house would choose # again.',
    'The instructions make no sense in any language.',
    'It has made our mornings a little longer and a lot worse.',
  ],
  plain: [
    'Most people first hear of # from a friend.',
    'There is more to # than one sees at first.',
    'Start with the simple parts and leave the rest for later.',
    'A small example makes # easier to understand.',
    'It changes a little every year, and some of that is good.',
    'Those who know # well tend to speak of it calmly.',
    'One part depends on another, so the order matters.',
    'It helps to write down what happened and when.',
    'In practice, # looks different from what books say.',
    'Two things are often mixed up here: the cause and the time.',
    'Nobody agrees about where # began.',
    'A careful look at # takes an afternoon and a pencil.',
    'The old way was slower, but it had its charm.',
    'Whoever works with # every day soon has a favorite trick.',
    'Little by little, the pattern becomes clear.',
    'The next step is to try it on something small.',
    'Some of it can be measured, and some of it cannot.',
    'A neighbor once explained # with three apples and a string.',
    'It was different fifty years ago, and it will be different again.',
    'The short answer fits on a stamp, and the long one fills a shelf.',
  ],
}

/** Sentences that bring in a phrase as it stands. */
export const MENTIONS: readonly string[] = [
  'A good place to begin is #.',
  'Then there is #, which comes up again and again.',
  'Nobody should forget #.',
  'One thing to keep in mind is #.',
  'Much of it turns on #.',
  'Somebody is sure to mention #.',
]

export const QUESTIONS: readonly string[] = [
  'How does # work in practice?',
  'What should somebody know about # before they begin?',
  'Why do people still talk about #?',
  'When did # first become common?',
  'Which part of # is the hardest to learn?',
  'Where can one find more about #?',
  'Who needs # the most?',
  'What is the difference between # and what came before?',
]

export const THINGS: readonly string[] = `
  river lamp window garden letter morning bridge winter kettle market island pencil mountain circle harbor basket violin
  summer ladder village candle forest mirror pocket engine blanket thunder orchard compass lantern
`
  .trim()
  .split(/\s+/)
