import { plot } from './plot.ts'

export const found = plot({
  kinds: ['thing'],
  numbers: ['one', 'many'],
  summary: [
    '{A kind} named {hero} found {a thing} {at}.',
    '{Hero}, {a kind}, found {a thing} {at} and did not know whose it was.',
  ],
  begin: [
    'Then {hero} saw something {at}. Half hidden under some leaves {was} {a thing}.',
    'On the way {he} found {a thing}. Nobody was near, and nobody seemed to miss {it}.',
    '{He} bent down to tie {his} shoe, and there {was} {a thing}, right in front of {his} nose.',
  ],
  trouble: [
    '{Hero} asked everybody {at}, but nobody knew where {they} came from.',
    '{He} wanted so much to keep {it}. But somebody might be sad and looking for {it} right now.',
  ],
  talk: [
    '"Do you know whose {noun} {this} {is}?" asked {hero}. "No," said {friend}, "but I can help you look."',
    '"May I keep {it}?" asked {hero}. {Elder} thought for a moment. "What if somebody is looking for {it}?" {ehe} asked.',
  ],
  turn: [
    'So {hero} drew a big sign and hung it on a tree. Before long, {friend} came running. {The thing} had fallen out of {fhis} bag that very morning!',
    '{He} went from door to door. At the last door, {friend} opened, saw {the thing} and jumped for joy.',
  ],
  twist: [
    'But when {hero} picked {it} up, a tiny green frog jumped out from under {it}. It was the frog who lived there, and {the thing} {was} its roof!',
    'Then {hero} turned {it} over and found a note. The note had {his} own name on it! {Elder} had put {it} there as a surprise.',
  ],
  good: [
    '{Friend} gave {hero} a long hug. From that day on, they looked after {the thing} together.',
    'They put {the thing} on the shelf by the window, where everybody could see {it}, and went to bed happy.',
  ],
  bad: [
    'But on the way home, the wind took {the thing} and blew {it} into the river. {Hero} ran and ran, but {they} {was} gone for good.',
    'But then a big boy came and took {the thing} away. {Hero} walked home in the dark with empty hands.',
  ],
  morals: [
    '{Hero} learned that giving back feels better than keeping.',
    'So {hero} learned to think of others first, even when nobody is looking.',
  ],
})

export const shared = plot({
  kinds: ['thing'],
  numbers: ['one', 'many'],
  summary: [
    '{A kind} named {hero} got {a thing} and did not want to share {it} with {friend}.',
    '{Hero}, {a kind}, had {a thing} {at} and would not let {friend} have a turn.',
  ],
  begin: [
    'One day {elder} gave {hero} {a thing}. {He} showed {it} to everybody {at}.',
    '{Hero} had {a thing}, and nobody else {at} had anything like {it}.',
  ],
  trouble: [
    '{Friend} asked for a turn. But {hero} held {the thing} tight and turned away.',
    '{Friend} came closer and wanted to try too. {Hero} hid {the thing} behind {his} back.',
  ],
  talk: [
    '"Can I have a turn?" asked {friend}. "Not now," said {hero}. "When?" asked {friend}. "Never!" said {hero}, and felt bad at once.',
    '"Why are you alone?" asked {elder}. "Because I have {the thing}," said {hero}. {Elder} smiled. "And is it fun?" {ehe} asked.',
  ],
  turn: [
    'But it was no fun to be alone. {Hero} looked at {friend}, who sat on a stone with {fhis} head down. Slowly, {he} went over and held out {the thing}.',
    'After a while, {hero} saw that {friend} had half a sandwich left. Without a word, {friend} broke it and gave {him} the bigger piece. {Hero} felt {his} ears get hot. Then {he} held out {the thing}.',
  ],
  twist: [
    'Then {friend} opened {fhis} bag, and {hero} could not believe it. {Friend} had brought a gift for {him} all along, and it was wrapped in gold paper!',
    "Then {hero} looked more closely. There was a name on {the thing}, and it was not {his}. It was {friend}'s! {Elder} had mixed up the gifts.",
  ],
  good: [
    'They took turns until the sun went down, and both of them laughed more than either had laughed alone.',
    'Soon half of the children {at} were there, and everybody had a turn with {the thing}.',
  ],
  bad: [
    'But {friend} had already gone home. The next day {fhe} played with somebody else, and {hero} sat alone with {the thing}.',
    'But they both pulled too hard, and there was a loud crack. After that, nobody had {the thing}, and nobody had a friend.',
  ],
  morals: [
    '{Hero} learned that sharing makes a good thing better.',
    'That is how {hero} learned that a friend is worth more than any {noun}.',
  ],
})

export const gift = plot({
  kinds: ['thing'],
  summary: [
    '{A kind} named {hero} wanted to give {friend} {a thing} for {fhis} birthday.',
    '{Hero}, {a kind}, worked {at} to get {a thing} for {his} friend {friend}.',
  ],
  begin: [
    "Soon it would be {friend}'s birthday, and {hero} knew just what {fhe} would like: {a thing}.",
    '{Friend} had been sick for a week. {Hero} wanted to bring {fhim} {a thing}, so that {fhe} would smile again.',
  ],
  trouble: [
    'But {hero} had no money, only two buttons and a shell.',
    '{He} asked {at}, but the last one had just been sold.',
  ],
  talk: [
    '"What do you need?" asked {elder}. "I need {a thing}," said {hero}, "but I have only two buttons." "Then let us think," said {elder}.',
    '"Can I work for you?" {hero} asked {elder}. "You can sweep the floor," {ehe} said. "Then we will see."',
  ],
  turn: [
    'So {hero} helped {elder} the whole day. {He} swept, and {he} carried, and {he} never stopped to rest. In the evening, {elder} put {the thing} into {his} hands.',
    '{Hero} went home, found paper, string and paint, and sat down to work. It took until night, but then it was done, and {the thing} looked almost real.',
  ],
  twist: [
    '{Hero} brought a small box to {friend}. {Friend} laughed out loud, for {fhe} had a small box too. They had both got the same gift for each other!',
    'But when {hero} knocked, a hundred lights went on. It was not a party for {friend} at all. It was a party for {hero}!',
  ],
  good: [
    '{Friend} opened the box and could not say a word. Then {fhe} threw {fhis} arms around {hero}.',
    '{Friend} put {the thing} right next to {fhis} bed, and {hero} felt warm from head to toe.',
  ],
  bad: [
    'But {friend} did not even look at {the thing}. {Fhe} put {it} into a corner, and {hero} went home with a heavy heart.',
    'But on the way to {friend}, {hero} slipped in the mud. The gift was ruined, and there was no time to make another.',
  ],
  morals: [
    '{Hero} learned that the best gifts are made of time and love.',
    'And {hero} knew now that giving can feel even better than getting.',
  ],
})
