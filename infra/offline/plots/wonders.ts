import { plot } from './plot.ts'

export const afraid = plot({
  kinds: ['sky'],
  summary: [
    '{A kind} named {hero} was afraid of {the whole thing}.',
    '{Hero}, {a kind}, hid from {the whole thing} {at}.',
  ],
  begin: [
    'There was only one thing that {hero} was afraid of, and that was {the whole thing}.',
    'Then came {the whole thing}. {Hero} ran and hid under the table.',
  ],
  trouble: [
    '{He} pulled the blanket over {his} head, but it did not help.',
    'Everybody else was outside. {Hero} could hear them laugh, and {he} felt very small.',
  ],
  talk: [
    '"Are you afraid?" asked {friend}. "A little," said {hero}. "Me too," said {friend}. "Let us be afraid together."',
    '"What does it want from me?" asked {hero}. "Nothing," said {elder}. "It does not even know that you are here."',
  ],
  turn: [
    '{Friend} crawled under the blanket too, and they counted to ten, and then to twenty. By thirty, it was only half as bad.',
    '{Elder} took {him} by the hand and led {him} to the window. They looked out together, and {hero} opened one eye, and then the other.',
  ],
  twist: [
    'Then {hero} looked out and had to laugh. It was not {the thing} at all! It was only {elder} with a pot, a lamp and a big sheet.',
    'And all at once, {hero} heard a tiny voice. Even {the thing} was afraid, and it was afraid of {hero}!',
  ],
  good: [
    'The next time, {hero} was the first to run outside, with both arms in the air.',
    'That night {hero} slept with the window open, and {he} dreamed of {the thing}, and it was a good dream.',
  ],
  bad: [
    'But then there was one loud bang, and {hero} ran off so fast that {he} lost {his} way. It took the whole night to find {him}, and after that {he} would not go out any more.',
    'But it did not last. When everybody was asleep, {hero} lay awake, and the night was very long.',
  ],
  morals: [
    '{Hero} learned that being brave does not mean not being afraid.',
    'What you look at closely, {hero} learned, gets smaller.',
  ],
})

export const catching = plot({
  kinds: ['sky'],
  summary: [
    '{A kind} named {hero} wanted to catch {the whole thing} in a jar.',
    '{Hero}, {a kind}, climbed up high {at} to be near {the whole thing}.',
  ],
  begin: [
    '{Hero} looked up at {the whole thing} every day, and {he} wanted to have it for {himself}.',
    'One evening {hero} took an empty jar. {He} was going to catch {the whole thing} and put it next to {his} bed.',
  ],
  trouble: [
    '{He} ran, and {he} jumped, but the jar stayed empty.',
    '{He} climbed the tallest tree {at}. It was still too far away.',
  ],
  talk: [
    '"You cannot keep {the thing} in a jar," said {friend}. "Why not?" asked {hero}. "Because then nobody else can see it," said {friend}.',
    '"What is in your jar?" asked {elder}. "Nothing yet," said {hero}, "but soon it will be full."',
  ],
  turn: [
    'Then {friend} filled the jar with water and set it down on the grass. Together they looked in, and something in there was shining.',
    '{Hero} sat down and got out {his} paints. {He} painted all evening, and when {he} was done, {the thing} was there on the paper.',
  ],
  twist: [
    'When {hero} opened the lid to look, a little firefly flew out. It had been in the jar the whole time, and it said thank you!',
    'Then a rope ladder came down from above. A very small man with a broom sat up there, and he waved to {hero} to come up!',
  ],
  good: [
    '{Hero} put it on the window sill, and every night {he} and {friend} looked at it together.',
    '{He} waved good night to {the thing}, and it almost seemed to wave back.',
  ],
  bad: [
    'But the jar slipped from {his} hands and broke, and the light was gone. {Hero} sat in the dark and did not look up any more.',
    'But {he} had climbed too high. The branch broke, and {hero} had to stay in bed for many weeks with the curtains closed.',
  ],
  morals: [
    '{Hero} learned that the best things belong to everybody.',
    'You can love a thing, {hero} learned, and not keep it.',
  ],
})

export const own = plot({
  kinds: ['body'],
  summary: [
    '{A kind} named {hero} had {a thing}, and everybody {at} laughed about it.',
    '{Hero}, {a kind}, was not happy, because {he} had {a thing}.',
  ],
  begin: [
    '{Hero} had {a thing}, and nobody else {at} had anything like it.',
    'When {hero} looked in the mirror, {he} saw {a thing}, and {he} wished that it was not so.',
  ],
  trouble: [
    'Some of the others pointed and giggled. {Hero} pulled {his} scarf up high.',
    'So {hero} stayed at home, day after day, and would not come out to play.',
  ],
  talk: [
    '"Do not look at me," said {hero}. "But I like to look at you," said {friend}. "You look like you."',
    '"Why me?" asked {hero}. {Elder} smiled. "Look at me closely," {ehe} said. "Where do you think you have it from?"',
  ],
  turn: [
    'Then one day a kitten fell into a deep hole, and only {hero} could help. Everybody watched, and nobody giggled.',
    'Then {friend} came over and showed {him} {fhis} own crooked toe. They both looked at the toe and laughed until it hurt.',
  ],
  twist: [
    'Then {hero} came to school, and {he} could not believe {his} eyes. Everybody had made one just like it out of paper, because they all wanted to look like {him}!',
    'Then {hero} found an old photo. The queen of the whole land was in it, and she had the very same {noun}!',
  ],
  good: [
    'From then on, {hero} wore no scarf, and held {his} head up high.',
    'Now everybody wanted to hear the story, and {hero} told it again and again.',
  ],
  bad: [
    'But the next day it all began again. {Hero} went to sit in the last row, and {he} did not talk to anybody for a long time.',
    'But {friend} moved away in the spring, and {hero} pulled the scarf up high again.',
  ],
  morals: ['{Hero} learned to like {himself}.', 'What makes you different, {hero} learned, also makes you you.'],
})

export const kept = plot({
  kinds: ['idea'],
  summary: [
    '{A kind} named {hero} could think only of {a thing}.',
    '{Hero}, {a kind}, wanted to tell {friend} about {a thing}.',
  ],
  begin: [
    'All day long {hero} could think of only one thing: {a thing}.',
    'There was something in the air that day, and {hero} knew what it was: {a thing}.',
  ],
  trouble: [
    '{He} wanted to tell somebody, but nobody had time to listen.',
    'But the more {he} thought about it, the less {he} was sure, and soon {he} wanted to hide.',
  ],
  talk: [
    '"What are you thinking about?" asked {friend}. "About {a thing}," said {hero}. "Tell me everything," said {friend}, and sat down.',
    '"It will go wrong," said {hero}. "Maybe," said {elder}, "and maybe it will go right. Both start the same way."',
  ],
  turn: [
    'At last {hero} told {friend} about it from the beginning. {Friend} listened with big eyes, and then {fhe} wanted to be part of it.',
    '{Hero} drew it all on a long piece of paper, with every color in the box. Now everybody stopped to look.',
  ],
  twist: [
    'Then {friend} told {him} something strange. {Fhe} had thought of the very same thing, on the very same day!',
    'Then it turned out that everybody {at} had known for weeks. They had only kept quiet so that {hero} would be happy!',
  ],
  good: [
    'And it was all just as good as {hero} had hoped, and even a little better.',
    'They talked about it for the rest of the year, and each time it got a bit longer.',
  ],
  bad: [
    'But in the end nobody came. {Hero} waited until the candles were burned down, and then {he} went to bed without a word.',
    'But then everything went wrong, one thing after the other, and {hero} wished that the day had never begun.',
  ],
  morals: [
    '{Hero} learned that joy gets bigger when you give some away.',
    'It is better to try, {hero} learned, than to wonder forever.',
  ],
})
