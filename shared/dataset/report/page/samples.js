// The samples that came with the page.
// biome-ignore lint/correctness/noUnusedVariables: of the parts behind it, with which it becomes one script
const readSamples = (() => {
  const { by, values } = parts

  async function unpack() {
    const packed = by('packed').textContent
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    return JSON.parse(await new Response(stream).text())
  }

  /** What a search looks in, and what filters ask, worked out once a sample. */
  function prepare(sample) {
    const texts = [
      String(sample.i),
      sample.reason ?? '',
      ...sample.rows.flatMap((row) => [row.text, ...Object.values(row.labels).flatMap(values)]),
      ...Object.values(sample.draw).flatMap(values),
      ...sample.calls.flatMap((call) => [
        call.answer ?? '',
        call.message ?? '',
        ...call.messages.map((m) => m.content),
      ]),
    ]
    sample.searched = texts.join('\n').normalize('NFKC').toLowerCase()
    const verdicts = [...sample.verdicts, ...sample.calls.flatMap((call) => call.verdicts)]
    sample.checks = new Set(
      verdicts.flatMap(({ stage, check, verdict }) => (verdict === 'pass' ? [] : [`${verdict} ${stage}: ${check}`])),
    )
    sample.facets = new Map()
    const put = (facet, value) => sample.facets.set(facet, [...(sample.facets.get(facet) ?? []), ...values(value)])
    for (const row of sample.rows) for (const [label, value] of Object.entries(row.labels)) put(`label ${label}`, value)
    for (const [entity, value] of Object.entries(sample.draw)) put(`entity ${entity}`, value)
    sample.splits = new Set(sample.rows.flatMap((row) => (row.split ? [row.split] : [])))
    return sample
  }

  return async () => (await unpack()).map(prepare)
})()
