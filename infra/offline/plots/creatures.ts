import { plot } from './plot.ts'

export const shyAnimal = plot({
  kinds: ['animal'],
  summary: [
    '{A kind} named {hero} met {a thing} {at} and wanted to be its friend.',
    '{Hero}, {a kind}, saw {a thing} {at} that was afraid of everybody.',
  ],
  begin: [
    'Behind a bush {at} sat {a thing}. It looked at {hero} with round eyes.',
    'One day {hero} heard a rustle {at}, and out came {a thing}. When it saw {him}, it ran and hid.',
  ],
  trouble: [
    '{Hero} took one step, and {the thing} took two steps back.',
    'Every time that {he} came near, {the thing} was gone like a puff of smoke.',
  ],
  talk: [
    '"Why does it run away?" asked {hero}. "Maybe you are too loud," whispered {friend}. "Let us sit down and wait."',
    '"Do not be afraid," said {hero} softly. {The thing} made a tiny sound. "I think it said hello!" said {friend}.',
  ],
  turn: [
    'So {hero} sat down in the grass and did nothing at all. After a long, long time, something soft touched {his} hand.',
    '{Hero} put a bit of {his} bread on a stone and went away. The next day {he} did the same, and the next. On the fourth day, {the thing} was waiting for {him}.',
  ],
  twist: [
    'Then {the thing} opened its mouth and said good morning! It could talk, and it was only afraid that {hero} would laugh at its voice.',
    'Then {hero} saw why {the thing} hid. Behind it, in the dry leaves, lay five tiny babies, each no bigger than a thumb!',
  ],
  good: [
    'From then on, {the thing} came every day, and {hero} was never lonely again.',
    '{The thing} fell asleep right there on {his} knee, and {hero} did not dare to move until evening.',
  ],
  bad: [
    'But the next morning a dog barked, and {the thing} ran off into the trees. {Hero} came back every day, but {he} never saw it again.',
    'But then winter came, and {the thing} went far away. {Hero} stood alone {at} and waved for a long time.',
  ],
  morals: [
    '{Hero} learned that some friends need time.',
    'Being quiet, {hero} learned, can be the best way to say hello.',
  ],
})

export const lostAnimal = plot({
  kinds: ['animal'],
  summary: [
    '{A kind} named {hero} found {a thing} {at} that could not find its way home.',
    '{Hero}, {a kind}, helped {a thing} {at} to find its way home.',
  ],
  begin: [
    'In the middle of the path sat {a thing}. It looked left, it looked right, and then it began to cry.',
    '{Hero} nearly stepped on {a thing}. It was all alone and did not know where to go.',
  ],
  trouble: [
    'The sun was already low, and nobody {at} had ever seen {the thing} before.',
    'They went up one path and down the next, but {the thing} only shook its head.',
  ],
  talk: [
    '"Where is your home?" asked {hero}. {The thing} pointed to the left and then to the right. "That is not a big help," said {friend}.',
    '"We cannot leave it here," said {friend}. "No," said {hero}. "We will take it home, wherever that is."',
  ],
  turn: [
    'Then {hero} climbed on a rock and listened. Far off, somebody was calling. {The thing} jumped up and ran toward the sound.',
    '{Friend} saw small prints in the mud. They followed them over the bridge and around the bend, and there the family was waiting.',
  ],
  twist: [
    'At last {the thing} stopped and turned around three times. It was not lost at all! It had led {hero} to a hidden place full of ripe berries.',
    'At last they came to a palace with a gold gate. {The thing} belonged to the king, and the king wore his slippers and was crying for joy!',
  ],
  good: [
    '{The thing} was home again, and it turned around once more to look at {hero}. That look was thanks enough.',
    'Its mother licked it from head to tail. {Hero} and {friend} walked home under the first stars.',
  ],
  bad: [
    'But when they came to its home, nobody was there any more. {The thing} lay down in front of the door and would not get up.',
    'But it got dark, and in the dark they lost each other. {Hero} called all night, and nobody answered.',
  ],
  morals: [
    '{Hero} learned that a small kindness can be big to someone small.',
    'Nobody is too little to help, {hero} learned.',
  ],
})

export const rival = plot({
  kinds: ['animal', 'person'],
  numbers: ['one'],
  summary: [
    '{A kind} named {hero} raced against {a thing} {at}.',
    '{Hero}, {a kind}, was angry with {a thing} {at} who won every game.',
  ],
  begin: [
    'Every year there was a race {at}, and every year the winner was the same: {a thing}.',
    'There was {a thing} {at} who was better than {hero} at every game.',
  ],
  trouble: [
    '{Hero} ran every day until {his} legs hurt, but {he} was always a little too slow.',
    '{He} lost, and lost again, and {the thing} only laughed.',
  ],
  talk: [
    '"I will never win," said {hero}. "Then run because it is fun," said {friend}.',
    '"Are you ready?" asked {friend}. "No," said {hero}. "Good," said {friend}, "nobody ever is."',
  ],
  turn: [
    'On the day of the race, {hero} was ahead for the first time. Then {he} heard a cry. {The thing} had fallen! {Hero} stopped, turned around, and went back to help.',
    'Half-way through, {the thing} got tired and sat down. {Hero} sat down too, and they shared {his} water.',
  ],
  twist: [
    'And then, just before the end, an old snail whom nobody had seen crossed the line. The snail had started the day before!',
    'But on the day of the race, {the thing} came over and whispered something. All those years, {they} had only wanted somebody to play with!',
  ],
  good: [
    'They crossed the line side by side, and everybody cheered for both.',
    'After that they trained together, and the races {at} were more fun than ever.',
  ],
  bad: [
    'But it did not help. {Hero} came in last, and when {he} looked around, everybody had gone home.',
    'But then it began to rain, {hero} slipped, and the race was lost. {He} threw {his} shoes into the bushes and never ran again.',
  ],
  morals: [
    '{Hero} learned that being kind is better than being first.',
    'Winning is nice, {hero} learned, but a friend is nicer.',
  ],
})
