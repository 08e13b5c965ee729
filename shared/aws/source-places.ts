import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapping } from 'node:module'
import { fileURLToPath } from 'node:url'

/** By the URL of a file; undefined where it has no map. */
const maps = new Map<string, SourceMap | undefined>()

/**
 * A line of a stack trace with its place in the sources, as `shared/run/generate.ts:51:20`, where it is in a bundle with a map
 * beside it; any other line as it is. Node would do it by `--enable-source-maps`, and reads the maps of all that it loads at every
 * start for it: a sixth of the cold start of `plan`. Here they are read when something went wrong.
 */
export function inSources(frame: string): string {
  const [, url, line, column] = /\(?(file:\/\/[^\s()]+\.mjs):(\d+):(\d+)\)?$/.exec(frame) ?? []
  const entry = url === undefined ? undefined : mapOf(url)?.findEntry(Number(line) - 1, Number(column) - 1)
  if (entry === undefined || !isMapped(entry)) return frame
  // Maps name sources from where the bundle was made, which may be anywhere.
  const source = entry.originalSource.replace(/^(?:\.\.?\/)+(?:.*?\/(?=(?:functions|shared|node_modules)\/))?/, '')
  // Names of functions are those of the minified code, which tell nothing.
  return `    at ${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
}

const isMapped = (entry: object): entry is SourceMapping => 'originalSource' in entry

function mapOf(url: string): SourceMap | undefined {
  if (!maps.has(url)) maps.set(url, readMap(url))
  return maps.get(url)
}

function readMap(url: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')))
  } catch {
    return undefined
  }
}
