/** Past and past participle where the rules would err; one word where both are the same. */
const IRREGULAR = `
be was been, become became become, begin began begun, bend bent, bet bet, bite bit bitten, bleed bled, blow blew blown,
break broke broken, bring brought, build built, burst burst, buy bought, catch caught, choose chose chosen,
come came come, cost cost, creep crept, cut cut, dig dug, dive dived, do did done, draw drew drawn, drink drank drunk,
drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found, fit fit,
fly flew flown, forget forgot forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten,
give gave given, go went gone, grow grew grown, hang hung, have had, hear heard, hide hid hidden, hit hit, hold held,
hurt hurt, keep kept, kneel knelt, knit knitted, know knew known, lay laid, lead led, leave left, lend lent, let let,
lie lay lain, light lit, lose lost, make made, mean meant, meet met, pay paid, put put, quit quit, read read,
ride rode ridden, ring rang rung, rise rose risen, run ran run, say said, see saw seen, sell sold, send sent, set set,
sew sewed sewn, shake shook shaken, shine shone, shoot shot, show showed shown, shrink shrank shrunk, shut shut,
sing sang sung, sink sank sunk, sit sat, sleep slept, slide slid, speak spoke spoken, spend spent, spin spun,
split split, spread spread, spring sprang sprung, stand stood, steal stole stolen, stick stuck, sting stung,
stink stank stunk, sweep swept, swim swam swum, swing swung, take took taken, teach taught, tear tore torn, tell told,
think thought, throw threw thrown, understand understood, wake woke woken, wear wore worn, weave wove woven,
weep wept, win won, wind wound, write wrote written, undo undid undone, seek sought, unwrap unwrapped, unzip unzipped, rebuild rebuilt, outgrow outgrew outgrown
`

const PASTS = new Map(
  IRREGULAR.split(',').map((line) => {
    const [base, past] = line.trim().split(/\s+/)
    return [base!, past!] as const
  }),
)

const VOWEL_GROUPS = /[aeiouy]+/g
/** Consonant, one vowel, consonant that doubles: hug, stop. Only where that is the whole word's one syllable. */
const DOUBLES = /^[^aeiou]*(?:qu)?[aeiou][bdgklmnprtvz]$/

const doubled = (base: string) =>
  DOUBLES.test(base) && base.match(VOWEL_GROUPS)?.length === 1 ? base + base.at(-1) : base

/** "baked", "hugged", "ran". Right for simple verbs of the kind that children know; ask nothing else of it. */
export function past(base: string): string {
  const irregular = PASTS.get(base)
  if (irregular) return irregular
  if (base.endsWith('e')) return `${base}d`
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`
  if (base.endsWith('c')) return `${base}ked`
  return `${doubled(base)}ed`
}

/** Stressed on the last of two syllables, so that it doubles all the same. */
const TWO_SYLLABLES = /^(?:begin|forget|unwrap|unzip|quit)$/

/** "baking", "hugging", "lying". */
export function gerund(base: string): string {
  if (base === 'be') return 'being'
  if (TWO_SYLLABLES.test(base)) return `${base}${base.at(-1)}ing`
  if (base.endsWith('ie')) return `${base.slice(0, -2)}ying`
  if (base.endsWith('c')) return `${base}king`
  if (/[^eoy]e$/.test(base)) return `${base.slice(0, -1)}ing`
  return `${doubled(base)}ing`
}
