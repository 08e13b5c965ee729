import { plot } from './plot.ts'

export const needed = plot({
  kinds: ['thing'],
  numbers: ['mass'],
  summary: [
    '{A kind} named {hero} went out to get {a thing} for {elder}.',
    '{Hero}, {a kind}, looked for {a thing} {at}, because there was none left at home.',
  ],
  begin: [
    '{Elder} needed {a thing}, but there was none left in the house. So {hero} took a basket and went to get more.',
    '{Hero} was sent out to find {a thing}. It was the first time that {he} went all alone.',
  ],
  trouble: [
    'The road was long, and at the end of it the door was closed.',
    '{He} asked {at}, but everybody shook their heads. It was all gone.',
  ],
  talk: [
    '"What are you looking for?" asked {friend}. "For {noun}," said {hero}. "Then come with me," said {friend}. "I know where to find more."',
    '"Do you have any {noun}?" asked {hero}. "Only a little," said {friend}, "but half of it is yours."',
  ],
  turn: [
    'Then {friend} ran home and came back with a small jar. It was not much, but it was enough.',
    '{Hero} did not give up. {He} knocked on one more door, and there an old lady filled {his} basket to the top.',
  ],
  twist: [
    'When {hero} came home with an empty basket, the whole kitchen smelled good. The {noun} had been there all along, behind the big pot!',
    'An old lady filled the basket and winked. Then she took off her hat, and it was {elder}! {Ehe} had wanted to see how brave {hero} was.',
  ],
  good: [
    '{Elder} clapped {ehis} hands, and that evening there was enough for everybody.',
    '{Hero} came home with red cheeks and a full basket, and {elder} lifted {him} high into the air.',
  ],
  bad: [
    'But {hero} ran too fast and fell, and all of the {noun} landed in the mud. That evening, everybody went to bed hungry and sad.',
    'But when {he} came home, it was too late. {Elder} had waited and waited, and now the guests were gone.',
  ],
  morals: [
    '{Hero} learned not to give up after the first closed door.',
    'A little is enough, {hero} learned, when somebody shares it.',
  ],
})

export const toomuch = plot({
  kinds: ['thing'],
  numbers: ['mass'],
  summary: [
    '{A kind} named {hero} made a big mess with {a thing} {at}.',
    '{Hero}, {a kind}, took far too much of {the whole thing} {at}.',
  ],
  begin: [
    'There was {a thing} in a big jar, and {hero} was allowed to take one spoon of it. One spoon did not look like much, so {he} took ten.',
    '{Hero} found {a thing} and wanted to see how high it could be piled.',
  ],
  trouble: [
    'Then the jar fell over. The {noun} was on the floor, on the walls, and even on the cat.',
    'It went everywhere. The more {hero} tried to clean it up, the bigger the mess became.',
  ],
  talk: [
    '"Oh no," said {friend}. "Is that {noun} in your hair?" "I think so," said {hero}, and then both of them had to laugh.',
    '"Who did this?" asked {elder}. {Hero} looked at the cat. Then {he} looked at {his} feet. "I did," {he} said.',
  ],
  turn: [
    '{Friend} brought two buckets and a mop. They cleaned until everything was bright, and it took the whole afternoon.',
    '{Hero} told {elder} what had happened. {Elder} took off {ehis} shoes and got down on the floor to help.',
  ],
  twist: [
    'Just then the door opened, and in came the baker, who never smiled. He looked at the mess, sat right down in it, and laughed until he cried!',
    'But look! Where the {noun} had been spilled, a small door showed in the floor. Nobody had known that it was there!',
  ],
  good: [
    'In the end, the room was cleaner than before, and there was still a little {noun} left for two.',
    'That night they told the story at the table, and everybody wanted to hear it again.',
  ],
  bad: [
    'But the {noun} was gone, all of it, and it had been for the whole winter. {Elder} did not say a word, and {hero} wished that {he} had taken only one spoon.',
    "But the stain on {elder}'s best coat never came out, and {hero} could not look at it without a sad heart.",
  ],
  morals: [
    '{Hero} learned that enough is better than too much.',
    'Whoever makes a mess, {hero} learned, should also clean it up.',
  ],
})
