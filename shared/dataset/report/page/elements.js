// What every part of the page's script writes with. A string becomes the text of a node and never markup.
// biome-ignore lint/correctness/noUnusedVariables: of the parts behind it, with which it becomes one script
const parts = (() => {
  /** `el('p', 'note', 'text', node, …)`: strings become text. */
  const el = (name, className, ...children) => {
    const node = document.createElement(name)
    if (className) node.className = className
    for (const child of children) if (child !== undefined && child !== null) node.append(child)
    return node
  }
  const count = (n) => n.toLocaleString('en-US')
  const plural = (n, one) => `${count(n)} ${one}${n === 1 ? '' : 's'}`
  const usd = (nano) => {
    const amount = nano / 1e9
    if (amount === 0 || amount >= 1) return `$${amount.toFixed(2)}`
    return `$${amount.toFixed(Math.min(9, Math.max(2, 2 - Math.floor(Math.log10(amount)))))}`
  }
  const cost = (sample) => sample.confirmed + sample.possibly
  const values = (value) => (value === null || value === undefined ? [] : Array.isArray(value) ? value : [value])
  const firstText = (sample) => sample.rows[0]?.text ?? sample.calls.findLast((call) => call.answer)?.answer ?? ''
  const by = (id) => document.getElementById(id)
  return { by, el, count, plural, usd, cost, values, firstText }
})()
