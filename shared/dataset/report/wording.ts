/** Never by the machine's locale: the same run gives the same page everywhere. */
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const TENTHS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const HUNDREDTHS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })

export const count = (n: number): string => WHOLE.format(n)
export const tenths = (n: number): string => TENTHS.format(n)
export const hundredths = (n: number): string => HUNDREDTHS.format(n)
/** `1.2M` */
export const compact = (n: number): string => COMPACT.format(n)

/** `73 %`; tenths below ten, and never 0 or 100 for what is not quite so. */
export function percent(share: number): string {
  const figure = share * 100
  if (figure === 0 || figure === 100) return `${figure} %`
  if (figure < 0.1) return '< 0.1 %'
  if (figure > 99.9) return '> 99.9 %'
  return `${figure < 10 || figure > 99 ? figure.toFixed(1).replace(/\.0$/, '') : Math.round(figure)} %`
}

/** To three figures, two decimals at least. */
export function usd(amount: number | null): string {
  if (amount === null) return 'unknown'
  if (amount === 0 || amount >= 1) return `$${amount >= 1000 ? WHOLE.format(amount) : amount.toFixed(2)}`
  return `$${amount.toFixed(Math.min(9, Math.max(2, 2 - Math.floor(Math.log10(amount)))))}`
}

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

/** Up to so many characters. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`
}

/** `3 min 20 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
