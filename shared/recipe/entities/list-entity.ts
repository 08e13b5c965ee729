import type { EntityMap } from '../entity-schema.ts'
import type { Path } from '../errors.ts'
import type { Finding } from '../explain.ts'
import { canonicalJson } from '../hash.ts'
import { limits } from '../limits.ts'
import { type Files, readValues } from '../lists.ts'
import type { DependentEntity, ListEntity, Value } from '../recipe.ts'
import { faultOfWeight, faultOfWeights } from './weights.ts'

type Found = Value[] | Record<string, number | Value[]>

/** What is wrong with the values, or with the one of that name. */
type Blame = (message: string, name?: string) => Finding

type Listed = { entity: ListEntity | DependentEntity } | { findings: Finding[] }

/** An entity with `values` or `from`: a list, weights, or a list for each value of another. Throws `FileError`. */
export function listEntity({ values, from, of, pick, quota }: EntityMap, at: Path, files: Files | undefined): Listed {
  const found: Found = from === undefined ? (values as Found) : readValues(from, files)
  const blame: Blame = (message, name) => {
    if (from === undefined) return { at: [...at, 'values', ...(name === undefined ? [] : [name])], message }
    const where = name === undefined ? 'which' : `where ${JSON.stringify(name)}`
    return { at: [...at, 'from'], message: `names ${from}, ${where} ${message}` }
  }
  if (of !== undefined) return dependent(of, found, blame)
  if (Array.isArray(found)) return { entity: { kind: 'list', values: distinct(found) } }
  if (pick !== undefined) return { findings: [{ at: [...at, 'pick'], message: 'does not go with weights' }] }
  if (quota === false) {
    const message = 'is false, but weights are met by quota; the values of a plain list come by chance'
    return { findings: [{ at: [...at, 'quota'], message }] }
  }
  return weighted(found, blame)
}

function weighted(found: Record<string, number | Value[]>, blame: Blame): Listed {
  const faults = Object.entries(found).flatMap(([name, weight]): Finding[] => {
    const message =
      typeof weight === 'number'
        ? faultOfWeight(weight)
        : 'is a list and should be a weight; if the values depend on another entity, name it with "of"'
    return message === undefined ? [] : [blame(message, name)]
  })
  if (faults.length > 0) return { findings: faults }
  const weights = Object.values(found) as number[]
  const fault = faultOfWeights(weights)
  if (fault !== undefined) return { findings: [blame(fault)] }
  return { entity: { kind: 'list', values: Object.keys(found), weights, quota: true } }
}

function dependent(of: string, found: Found, blame: Blame): Listed {
  if (Array.isArray(found)) {
    return { findings: [blame(`is a list and should be a mapping, with a list for each value of ${of}`)] }
  }
  const numbers = Object.entries(found).filter(([, list]) => !Array.isArray(list))
  if (numbers.length > 0)
    return { findings: numbers.map(([name, weight]) => blame(`is ${weight} and should be a list`, name)) }
  const values = Object.fromEntries(Object.entries(found).map(([name, list]) => [name, distinct(list as Value[])]))
  const count = Object.values(values).reduce((sum, list) => sum + list.length, 0)
  if (count <= limits.valuesOfAnEntity) return { entity: { kind: 'dependent', of, values } }
  const [has, most] = [count, limits.valuesOfAnEntity].map((number) => number.toLocaleString('en-US'))
  return { findings: [blame(`has ${has} values in its lists, should have at most ${most}`)] }
}

/**
 * A value written twice counts once: a list is a set of possibilities, and a combination that chance may choose must not
 * come twice under two numbers. Records are the same only if all their fields are.
 */
function distinct(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()]
}
