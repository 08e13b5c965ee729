export type Label = 'positive' | 'negative' | 'neutral'

/** About an aspect: `#` is it, `@` is "is" or "are". */
export const ASPECTS: Record<Label, readonly string[]> = {
  positive: [
    '# @ a pleasure every time.',
    '# @ better than I had dared to hope.',
    'What I like most: # @ simply right.',
    'I had worried about the wrong things, for # @ excellent.',
    'Whoever cares about such things will be happy: # @ first class.',
    'Even my brother, who finds fault with everything, had to admit that # @ well done.',
    '# @ just as it should be, and that is rare.',
  ],
  negative: [
    '# @ a disappointment every single time.',
    '# @ worse than I had feared.',
    'What annoys me most: # @ simply badly done.',
    'I could have lived with the rest, but # @ a bad joke.',
    'Whoever cares about such things should look elsewhere: # @ poor.',
    'Even my brother, who is content with everything, found that # @ not good enough.',
    '# @ not what anybody would pay for twice.',
  ],
  neutral: [
    '# @ neither here nor there.',
    '# @ about what I had expected.',
    'As for the details: # @ ordinary.',
    '# @ fine on most days and a little tiresome on others.',
    'Whoever cares about such things should try it first: # @ a matter of taste.',
    'My brother likes it more than I do, but we agree that # @ acceptable.',
    '# @ no reason to buy it and no reason not to.',
  ],
}

/** What carries the reason: `#` is it, a clause. */
export const REASONS: readonly string[] = [
  'To put it briefly, #.',
  'What I remember is that #.',
  'One thing decided it for me: #.',
  'I kept a note of it: #.',
  'By the second week it was plain that #.',
  'The short version is that #.',
  'My wife put it like this: #.',
  'In everyday use it showed that #.',
  'I told a colleague at lunch that #.',
]

export const DETAILS: Record<Label, readonly string[]> = {
  positive: [
    'I caught myself smiling about it on the way to work.',
    'There was one scratch at the edge, and I soon forgot it.',
    'It did take a day longer than said, and it was worth the wait.',
    'Since then two people have asked me where I found it.',
    'Somebody has clearly thought about the small things.',
    'My mother, who dislikes anything new, asked for the same.',
    'I would have paid a little more without complaining.',
    'On the worst day of the month it was the one thing that simply worked.',
    'The first evening we stayed up longer just because of it.',
    'Everything was where one looks for it.',
    'I had a question once and got a friendly answer within the hour.',
    'After all this time nothing about it has lost its charm.',
    'The price made me hesitate, and now I no longer think of it.',
  ],
  negative: [
    'I wrote two messages about it and heard nothing.',
    'The first evening was fine, and that was the last good one.',
    'There was a nice word at the start and nothing behind it.',
    'My mother, who forgives everything, told me to ask for the money back.',
    'By now it only takes up room.',
    'I counted: it went wrong on five days out of seven.',
    'Looks are not everything, and here they are all there is.',
    'On the one day that mattered it let me down.',
    'I have rarely wasted a Saturday so thoroughly.',
    'Two hours went by before anything happened at all.',
    'The description must be about something else.',
    'One apology came, with the wrong name on it.',
    'Whoever made that decision has never used it.',
  ],
  neutral: [
    'I use it on Tuesdays and forget it for the rest of the week.',
    'My mother finds it good, and my father does not see the point.',
    'It arrived on the day that was named.',
    'There are better ones, and they cost more.',
    'One corner is well made and another is not.',
    'I had no reason to complain and none to tell anybody.',
    'It takes about ten minutes, like all of them.',
    'The color is the one in the picture.',
    'Ask me again in a year.',
    'What it promises is not much, and that much it does.',
    'On a busy day it is handy, and on a quiet one I do not need it.',
    'I would neither drive far for it nor avoid it.',
    'Some evenings it is just right and some evenings it is in the way.',
  ],
}

export const CLOSINGS: Record<Label, readonly string[]> = {
  positive: [
    'I would choose it again at once.',
    'If it were lost tomorrow, I would get the same again.',
    'For once, everything was as it should be.',
    'I can only tell others to go for it.',
    'We are keeping it, whatever comes.',
    'That is money well spent.',
  ],
  negative: [
    'I would not choose it again.',
    'Save your money.',
    'Never again, and I do not say that lightly.',
    'I want my money and my afternoon back.',
    'Next time I will go elsewhere.',
    'If somebody gave it to me for nothing, I would say no.',
  ],
  neutral: [
    'Make of that what you will.',
    'It is there, and that is that.',
    'I may keep it, or I may not.',
    'For some that will be enough.',
    'That is all there is to say about it so far.',
    'Whether it is worth it, everybody must decide alone.',
  ],
}

/** In one sentence: `#` the thing, `@` the reason, a clause. */
export const SINGLE: Record<Label, readonly string[]> = {
  positive: [
    'After two months with the # I would choose it again at once: @.',
    'Everybody at home is happy with the #, and the reason is simple: @.',
    'Of all the things that I tried this year, the # is the one to keep, because @.',
    'The # has earned its place here, for @.',
  ],
  negative: [
    'After two months with the # I would not choose it again: @.',
    'Nobody at home has a good word left for the #, and the reason is simple: @.',
    'Of all the things that I tried this year, the # is the one to avoid, because @.',
    'The # was a waste of money, for @.',
  ],
  neutral: [
    'After two months with the # I am still of two minds: @.',
    'At home some use the # and some do not, and the reason is simple: @.',
    'Among the things that I tried this year, the # is somewhere in the middle: @.',
    'There is not much to tell about the #: @.',
  ],
}
