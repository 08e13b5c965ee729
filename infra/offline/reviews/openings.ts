/** First sentences by what one does with it; `#` is its name. */
export const OPENINGS = {
  owned: [
    'I bought the # three weeks ago.',
    'The # came on a rainy Monday.',
    'My sister gave me the # for my birthday.',
    'After long thought I ordered the # in spring.',
    'Half a year with the # is enough to say something about it.',
    'The old one broke, so I needed a # quickly.',
    'My neighbor has the same #, and that is how I came to it.',
    'It took me two evenings to choose a #.',
    'Our # has now been through one whole winter.',
    'What does one expect of a #?',
    'On Sunday morning I used the # for the first time.',
    'I have owned four of these in my life, and the # is the latest.',
    'The # stood in its box for a week before I opened it.',
    'Thirty times I have used the # by now.',
    'First I read the instructions for the # from front to back.',
    'We needed a # for the new place.',
  ],
  visited: [
    'A colleague sent me to the #.',
    'The # was the third one on our list.',
    'It was late and raining when we came to the #.',
    'I have been to the # four times this year.',
    'My parents chose the # for their anniversary.',
    'What does one expect of a #?',
    'On a Tuesday at noon the # was nearly empty.',
    'We found the # by accident, because we had taken the wrong bus.',
    'Twelve of us went to the # for a birthday.',
    'I arrived at the # hungry and tired.',
  ],
  stayed: [
    'We stayed at the # for two nights in May.',
    'A colleague sent me to the #.',
    'The # was the third one on our list.',
    'It was late and raining when we came to the #.',
    'I have slept at the # four times this year.',
    'My parents chose the # for their anniversary.',
    'What does one expect of a #?',
    'In November the # was nearly empty.',
    'I arrived at the # hungry and tired.',
    'Six of us spent a long weekend at the #.',
  ],
  used: [
    'I have used the # for about two months.',
    'A friend told me about the #.',
    'I needed a # at short notice.',
    'This was my third # in as many years.',
    'My daughter chose the # for me.',
    'What does one expect of a #?',
    'On Monday morning I tried the # for the first time.',
    'Before that I had never needed a #.',
    'The # was cheaper than the two others that I tried.',
    'Five times I have turned to the # by now.',
    'It all began with the # on a cold Friday.',
  ],
} as const

export type Relation = keyof typeof OPENINGS

const RELATIONS: Record<string, Relation> = { hotel: 'stayed', restaurant: 'visited', app: 'used', service: 'used' }

export const relationOf = (category: string): Relation => RELATIONS[category] ?? 'owned'
