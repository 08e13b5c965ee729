import type { Field, FieldType } from './fields.ts'

/**
 * Fields as the YAML of a dataset card has them. `list` is understood by versions of `datasets` before 4 as well, where
 * `sequence` of a struct would be read as a struct of lists.
 */
export const cardFeatures = (fields: readonly Field[]): object[] =>
  fields.map(({ name, type }) => ({ name, ...featureOf(type) }))

function featureOf(type: FieldType): object {
  if (typeof type === 'string') return { dtype: type }
  if ('struct' in type) return { struct: cardFeatures(type.struct) }
  const item = type.list
  if (typeof item === 'string') return { list: item }
  return 'struct' in item ? { list: cardFeatures(item.struct) } : { list: featureOf(item) }
}
