/** What a story can be asked to have, and how prompts say so: by short name, or by a phrase that holds `cue`. */
export const FEATURES = {
  Dialogue: /dialog/i,
  Twist: /twist/i,
  BadEnding: /bad ?ending|sad ending/i,
  MoralValue: /moral/i,
  Foreshadowing: /foreshadow/i,
  Conflict: /conflict/i,
} as const

export type Feature = keyof typeof FEATURES

export const featuresIn = (text: string): Set<Feature> =>
  new Set((Object.keys(FEATURES) as Feature[]).filter((feature) => FEATURES[feature].test(text)))

/** A hint near the beginning, and what it was a hint of. */
export const FORESHADOWING: readonly { hint: string; payoff: string }[] = [
  {
    hint: 'Far away, a low rumble rolled over the hills, but nobody paid any attention to it.',
    payoff: 'Then the rumble came back, much closer, and rain poured down. Now {hero} knew what the sound had meant.',
  },
  {
    hint: '{Elder} tied a long string to {his} bag that morning. Nobody knew yet how much {he} would need it.',
    payoff:
      'Then {hero} thought of the long string on {his} bag. {He} tied it around a tree, and now {he} could not get lost.',
  },
  {
    hint: 'An old crow sat on the roof and watched, as if it knew something that {hero} did not.',
    payoff: 'Overhead, the old crow called three times. It had tried to tell them all along!',
  },
  {
    hint: 'Before {he} left, {hero} put a small button into {his} pocket. It did not look important, but it would be.',
    payoff: '{Hero} felt the small button in {his} pocket. {He} held on to it, and all at once {he} was brave enough.',
  },
  {
    hint: 'The wind was strange that day. It turned around and around, as if it was waiting for something.',
    payoff:
      'All at once the strange wind was back, and it blew open the gate. So this was what it had been waiting for!',
  },
  {
    hint: 'Far off, a little light blinked on and off, and {hero} wondered what it could be.',
    payoff:
      'There was the little light again, and this time it was close. It was a lantern, and it showed them the way.',
  },
  {
    hint: '{Elder} had said more than once that the old bridge was not safe. {Hero} only half listened.',
    payoff: 'Crack, went the old bridge, just as {elder} had said. {Hero} jumped to the other side just in time.',
  },
  {
    hint: 'In the night {hero} had dreamed of a red door, and {he} did not know why.',
    payoff: 'And there, around the corner, was the red door from {his} dream. It was open.',
  },
]

/** A quarrel in the middle, how it is made up, and how it stays if all ends badly. */
export const CONFLICTS: readonly { quarrel: string; spoken?: string; peace: string; cold: string }[] = [
  {
    quarrel: 'But {friend} wanted to do it another way. Soon the two of them were shouting, and neither would listen.',
    peace: 'Then {friend} held out {fhis} hand, and {hero} took it. They were friends again.',
    cold: '{Hero} and {friend} went home on two sides of the road.',
  },
  {
    quarrel: '{Friend} said that it was all {his} fault. {Hero} stamped {his} foot and turned {his} back.',
    spoken: '"This is all your fault!" said {friend}. "No, it is yours!" cried {hero}, and stamped {his} foot.',
    peace: 'They had both been a little wrong, and when they said so, it felt good.',
    cold: '{Hero} and {friend} did not talk to each other any more.',
  },
  {
    quarrel: '{Hero} wanted to go first, and so did {friend}. They pushed and argued until both of them had red faces.',
    spoken:
      '"I go first!" said {hero}. "No, me!" shouted {friend}, and they pushed each other until both of them sat in the mud.',
    peace: 'Nobody cared any more who was first. They did it side by side.',
    cold: 'And {friend} was still angry, and so was {hero}.',
  },
  {
    quarrel:
      'Then a bigger boy called Rex stood in the way with his arms crossed. He said that it was all his, and he would not let them pass.',
    peace: 'In the end even Rex came over, looked at his shoes, and asked if he could join them.',
    cold: 'And Rex stood there with his arms crossed and laughed.',
  },
  {
    quarrel:
      'They could not agree. {Friend} pulled {him} one way, {hero} pulled the other way, and both of them began to yell.',
    peace: 'They looked at each other, and then they laughed at how silly they had been.',
    cold: 'What they had yelled at each other could not be taken back.',
  },
]
