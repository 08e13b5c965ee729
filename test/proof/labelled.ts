import { mixed } from '../../shared/draw/keyed-hash.ts'
import type { LabelledText } from '../../shared/proof/labels.ts'

const THINGS = ['kettle', 'lamp', 'chair', 'garden', 'radio', 'novel', 'tent', 'jacket', 'hotel', 'scooter']
const TELLING = { good: ['lovely', 'glad', 'again'], bad: ['broken', 'refund', 'never'] }

/** Texts of common words. `shown`: how often, of ten, a text has a word that tells its label. */
export function labelled(rows: number, { shown = 10, key = 1, share = 0.5 } = {}): LabelledText[] {
  return Array.from({ length: rows }, (_, i) => {
    const lot = (n: number, of: number) => mixed(mixed(i * 64 + n) ^ mixed(key)) % of
    const label = lot(0, 1_000) < share * 1_000 ? 'good' : 'bad'
    const words = Array.from({ length: 12 }, (_, n) => THINGS[lot(n + 1, THINGS.length)]!)
    if (lot(20, 10) < shown) words.splice(lot(21, 12), 0, TELLING[label][lot(22, 3)]!)
    return { id: `r-${i}`, text: words.join(' '), labels: { label } }
  })
}
