import type { Measures } from '../measures/measures.ts'
import type { PairCoverage } from '../measures/pair-coverage.ts'
import { heatmap } from './charts.ts'
import { type Html, nothing } from './html.ts'
import { bars, card, cards, section } from './parts.ts'
import { compact, count, cut, percent } from './wording.ts'

/** Pictures of pairs on the page. */
const PICTURES = 6

export function coverageSection({ coverage, samples }: Measures): Html {
  const entities = coverage.entities.filter(({ possible }) => possible !== null && possible > 1)
  if (entities.length === 0) return nothing
  const pairs = [...coverage.pairs].filter(({ used }) => used !== 0)
  const combinations = BigInt(coverage.combinations)
  return section(
    'coverage',
    'Coverage',
    `The recipe has ${many(combinations)} combinations; ${count(samples.accepted)} samples came through. Empty cells below are what no row is about.`,
    cards(
      card(
        'Values that came through',
        bars(
          entities.map(({ entity, share, used, possible }) => ({
            name: entity,
            share: share ?? 0,
            figure: `${count(used ?? 0)} of ${count(possible ?? 0)}`,
          })),
        ),
        hardestWords(coverage),
      ),
      pairs.length === 0
        ? nothing
        : card(
            'Pairs of values',
            bars(
              pairs.slice(0, 10).map(({ entities: [a, b], share, used, possible, byChance }) => ({
                name: `${a} × ${b}`,
                share: share ?? 0,
                figure:
                  used === null
                    ? `of ${compact(possible)}: too many to tell`
                    : `${compact(used)} of ${compact(possible)}`,
                reference: byChance,
              })),
            ),
            `The tick is what as many draws by mere chance would reach.${coverage.pairsLeftOut + Math.max(0, pairs.length - 10) > 0 ? ` ${count(coverage.pairsLeftOut + pairs.length - 10)} more pairs are in measures.json or left out.` : ''}`,
          ),
      ...telling(pairs).map((pair) =>
        card(`${pair.entities[0]} × ${pair.entities[1]}`, heatmap(pair), pairWords(pair)),
      ),
    ),
  )
}

/** Those of few values first: of long lists one sees only regions. */
function telling(pairs: readonly PairCoverage[]): PairCoverage[] {
  return [...pairs].sort((a, b) => a.possible - b.possible).slice(0, PICTURES)
}

function pairWords({ share, used, possible, byChance, grid }: PairCoverage): string {
  const isTaken = grid.down.length * grid.right.length < possible
  const of =
    used === null
      ? `${compact(possible)} pairs, too many to tell apart`
      : `${count(used)} of ${count(possible)} pairs, ${percent(share ?? 0)}`
  return `${of}; ${percent(byChance)} by chance.${isTaken ? ' Neighbours in long lists are taken together.' : ''} Stronger colour: more often.`
}

function hardestWords({ entities }: Measures['coverage']): string {
  const [hard] = entities.flatMap(({ entity, hardest }) => hardest.map((value) => ({ entity, ...value })))
  if (hard === undefined) return 'No value is left out much more often than others.'
  return `Hardest: ${hard.entity} “${cut(hard.value, 40)}”, of which ${count(hard.accepted)} of ${count(hard.drawn)} came through.`
}

const superscript = (n: number): string => String(n).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!)

/** `1,234,567`, or as a power of ten. */
const many = (n: bigint): string => {
  if (n < 10n ** 9n) return count(Number(n))
  const digits = String(n)
  return `about ${digits[0]}.${digits[1]} × 10${superscript(digits.length - 1)}`
}
