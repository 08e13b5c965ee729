import { plot } from './plot.ts'

export const lost = plot({
  kinds: ['thing'],
  numbers: ['one', 'many'],
  summary: [
    '{A kind} named {hero} lost {a thing} {at}.',
    '{Hero}, {a kind}, looked for {a thing} that {he} had lost {at}.',
  ],
  begin: [
    '{Hero} had {a thing}, and {he} took {it} everywhere. But when {he} came home, {they} {was} gone!',
    '{Elder} had given {him} {a thing} to look after. {Hero} turned around only once, and then {the thing} {was} gone.',
  ],
  trouble: [
    '{He} looked under the bed, behind the door, and even in {his} boots. {The thing} {was} nowhere.',
    '{He} looked behind every stone {at}. It was getting late, and still there was nothing.',
  ],
  talk: [
    '"Where did you see {it} last?" asked {friend}. "I had {it} {at}," said {hero}. "Then we will start there," said {friend}.',
    '"Think hard," said {elder}. "What did you do this morning?" {Hero} thought so hard that {his} ears turned red. "I know where to look!" {he} said.',
  ],
  turn: [
    '{Hero} and {friend} went all the way back, step by step. Behind a bush they saw it at last. {The thing} {was} a little dusty, but safe.',
    'Then {friend} had an idea. They sat down, closed their eyes, and went through the whole day once more. The basket! {The thing} {was} in the basket.',
  ],
  twist: [
    'Then they heard a small sound from the roof. A bird had built a nest around {the thing}, and three baby birds slept right on top!',
    "Then {friend} began to laugh and pointed. {The thing} {was} on {hero}'s own back, stuck to {his} coat, and had been there the whole day!",
  ],
  good: [
    '{Hero} held {the thing} close. {He} made a safe place for {it} next to {his} bed.',
    'They danced all the way home, and {hero} sewed a deep pocket, just for {the thing}.',
  ],
  bad: [
    'But that same night, {hero} left the window open, and in the morning {the thing} {was} gone again. This time {they} never came back.',
    'But when {hero} ran to show {it} to {elder}, {he} fell, and {the thing} {was} broken. {Hero} cried until {he} fell asleep.',
  ],
  morals: [
    '{Hero} learned to look after the things that {he} loved.',
    'From then on {hero} knew that two who look find more than one.',
  ],
})

export const stuck = plot({
  kinds: ['thing'],
  numbers: ['one', 'many'],
  summary: [
    '{A kind} named {hero} saw {a thing} high up in a tree {at}.',
    '{Hero}, {a kind}, tried to get {a thing} down from a tree {at}.',
  ],
  begin: [
    'A strong wind came and picked up {a thing}. Up, up {they} went, and landed high in a tree {at}.',
    'High up in the biggest tree {at} hung {a thing}. Nobody knew how {they} got there.',
  ],
  trouble: [
    '{Hero} jumped as high as {he} could, but {his} hands did not even touch the first branch.',
    '{He} threw a stick, and now the stick was in the tree too.',
  ],
  talk: [
    '"It is too high," said {hero}. "For one, yes," said {friend}. "But maybe not for two."',
    '"Come down, come down!" called {hero}. "I think trees have no ears," said {friend}, and both of them had to laugh.',
  ],
  turn: [
    'Then {friend} stood against the tree, and {hero} climbed onto {fhis} shoulders. {He} stretched until {his} fingers hurt. Got it!',
    'They asked {elder} for the long ladder. {Elder} held it with both hands, and {hero} went up, one step after the other.',
  ],
  twist: [
    'Then the tree began to shake and to giggle. It was not a tree at all, but a giant with leaves in his hair! He handed {the thing} down to {hero}.',
    'All at once {the thing} moved by magic, or so it seemed. Behind {it} sat a little monkey, who had run away from the circus!',
  ],
  good: [
    '{Hero} and {friend} sat down under the tree and shared an apple. They had done it!',
    'Everybody clapped, and {elder} carried {hero} home on {ehis} shoulders.',
  ],
  bad: [
    'But the branch broke, and {hero} fell and hurt {his} leg. {The thing} stayed up there until the winter storm took {it} away.',
    'But then a crow came, took {the thing} and flew off over the roofs. {Hero} watched until there was nothing left to see.',
  ],
  morals: [
    '{Hero} learned that asking for help is not weak, but smart.',
    'Together, they found out, you are much taller.',
  ],
})

export const broken = plot({
  kinds: ['thing'],
  numbers: ['one', 'many'],
  summary: [
    '{A kind} named {hero} broke {a thing} that belonged to {elder}.',
    '{Hero}, {a kind}, played with {a thing} {at} until there was a loud crack.',
  ],
  begin: [
    '{Elder} had {a thing}, and {hero} was not allowed to play with {it}. But that day nobody was looking.',
    "On {elder}'s table {was} {a thing}. {Hero} only wanted to touch {it} with one finger.",
  ],
  trouble: [
    'Crack! {The thing} fell on the floor, and a piece came off. {Hero} felt cold all over.',
    'There was a loud crack. {Hero} stood very still and wished that {he} could turn back the clock.',
  ],
  talk: [
    '"What was that sound?" called {elder}. "Nothing," said {hero}, but {his} voice was very small.',
    '"You have to tell {ehim}," whispered {friend}. "I know," said {hero}. "Will you come with me?"',
  ],
  turn: [
    '{Hero} hid the pieces under {his} bed, but {he} could not eat and could not play. So {he} took a deep breath, went to {elder}, and told {ehim} everything.',
    '{Friend} brought glue. They worked for an hour with the tips of their tongues out, and then they went to {elder} and told {ehim} the truth.',
  ],
  twist: [
    'Then something rolled out from the broken part. It was a gold ring, the very ring that {elder} had looked for all those years!',
    '{Elder} looked at {the thing} and began to laugh. {Ehe} had broken {it} too, years ago, and had glued {it} in secret!',
  ],
  good: [
    '{Elder} was not angry. They fixed {it} together, and now {the thing} had a small line that looked like a smile.',
    '{Elder} hugged {hero} for a long time and was proud that {he} had told the truth.',
  ],
  bad: [
    'But {the thing} could not be mended. {Elder} put the pieces into a box and was very quiet, and that was worse than any shouting.',
    'But {elder} had loved {the thing} more than anything else. {Ehe} sat by the window all evening, and {hero} could not make it good again.',
  ],
  morals: ['{Hero} learned that the truth is hard to say, but heavy to keep.', 'From then on, {hero} asked first.'],
})
