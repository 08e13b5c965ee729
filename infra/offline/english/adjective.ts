import type { Noun } from './noun.ts'

/**
 * feeling: of somebody (a shy girl); state: of somebody, and never before a noun (she was asleep); sort: of what one can
 * touch (a wooden box); look: the same, and of an animal (a spotted dog); food: of what one can eat; weather: of a day; any: of all of these.
 */
export type AdjectiveKind = 'feeling' | 'state' | 'sort' | 'look' | 'food' | 'weather' | 'any'

export interface Adjective {
  word: string
  kind: AdjectiveKind
  /** What somebody is, after "was". */
  predicate: string
}

const PREDICATES: Record<string, string> = { same: 'the same as ever', able: 'able to help', unable: 'unable to wait' }

const KINDS: Record<Exclude<AdjectiveKind, 'any'>, string> = {
  feeling: `active afraid amused angry annoyed anxious ashamed bored bossy brave busy calm careful careless caring cautious cheerful
    clever clumsy confident confused content courageous cranky crazy curious disappointed eager embarrassed energetic excited fearless
    fearful foolish forgetful friendly frightened frustrated furious generous gentle giggly glad gloomy grateful greedy grouchy grumpy
    guilty happy hardworking healthy helpful honest hopeful hungry impatient independent innocent intelligent jealous jolly joyful
    kind lazy lonely lost loving loyal mad mean merry messy miserable mischievous moody naughty nervous nosy obedient optimistic
    patient playful polite popular proud puzzled quick-thinking respectful responsible restless rude sad satisfied scared selfish
    sensitive serious shocked shy sick silly sincere sleepy smart sneaky sore stubborn surprised talkative thankful
    thirsty thoughtful thoughtless tired truthful unhappy upset weary wise worried young stingy humble adventurous
    fair hurt ill jumpy scary-eyed quiet ticklish bashful wild weak
    adorable amazed crabby fussy pleased picky whiny itchy sweaty unkind cheeky dizzy chubby skinny handsome bald blond speedy`,
  state: `able afraid alike alive alone asleep awake aware gone late early ready sorry sure unable unsure well fine okay
    certain done finished better free glad ill barefoot dressed stuck same`,
  weather: `breezy chilly cloudy foggy frosty misty rainy snowy stormy sunny windy crowded`,
  sort: `bent blunt bouncy bright-red broken bubbly cheap chunky clear cracked crooked crushed cut deep dry dull electric
    empty expensive fancy flat flexible floppy folded fragile full glowing greasy hard heavy hollow knitted leafy
    light loose metal narrow oily open oval pointy printed pure rough rubbery rusty shallow sharp slick smooth soggy
    solid spongy square steamy steep stiff straight stretchy strong-smelling tight torn transparent triangular used
    waxy wide wooden woolen worn plastic paper glass tidy leaky stuffed frilly drippy`,
  look: `black blue brown bumpy clean cold colorful comfy cool cozy curly curved damp dirty dusty filthy fluffy furry
    fuzzy glittery glossy golden gray green hairy icy muddy orange painted pink plain purple red round sandy
    scratchy shiny short silky silver slimy slippery smelly soapy soft sparkly spiky spotted sticky stinky striped
    tangled thick thin ugly velvety warm wet white woolly wrinkled wrinkly yellow`,
  food: `baked bitter burnt buttery cheesy chewy cooked creamy crispy crumbly crunchy delicious edible fizzy fresh frozen
    fruity gooey hot juicy melted minty moldy raw ripe rotten runny salty scrumptious sour spicy squishy stale
    sugary sweet tangy tart tasty toasted yummy`,
}

const KIND_OF = new Map<string, AdjectiveKind>()
for (const kind of ['state', 'weather', 'food', 'look', 'sort', 'feeling'] as const) {
  for (const word of KINDS[kind].split(/\s+/)) if (!KIND_OF.has(word)) KIND_OF.set(word, kind)
}

export function adjective(given: string): Adjective {
  const word = given.trim()
  return { word, kind: KIND_OF.get(word.toLowerCase()) ?? 'any', predicate: PREDICATES[word] ?? word }
}

/** Whether "the wooden doctor", "the brave spoon" would make anybody smile for the wrong reason. */
export function suits({ kind }: Adjective, noun: Noun): boolean {
  if (kind === 'any') return true
  if (kind === 'feeling') return noun.kind === 'animal' || noun.kind === 'person'
  if (kind === 'weather')
    return noun.kind === 'place' || ['day', 'morning', 'night', 'sky', 'weather'].includes(noun.word)
  if (kind === 'look' && noun.kind === 'animal') return true
  if (kind === 'food') return noun.kind === 'thing'
  if (kind === 'sort' || kind === 'look') return noun.kind === 'thing' || noun.kind === 'big' || noun.kind === 'body'
  return false
}
