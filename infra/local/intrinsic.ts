/** A CloudFormation template, as far as it is read here. */
export interface Template {
  Resources: Record<string, Resource>
  Parameters?: Record<string, { Type: string; Default?: unknown }>
}

export interface Resource {
  Type: string
  Properties?: Record<string, unknown>
}

/** The template uses something that nobody has taught to the local side. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  constructor(path: string, what: string) {
    super(`The template cannot be run on this machine: ${path} ${what}`)
  }
}

/** What `Ref` and `Fn::GetAtt` of a resource give on this machine; undefined: not known. */
export interface LocalValues {
  ref(id: string, resource: Resource): string | undefined
  attribute(id: string, resource: Resource, name: string): string | undefined
  /** Pseudo parameters, such as `AWS::Region`. */
  pseudo: Record<string, string>
}

const NO_VALUE = Symbol('AWS::NoValue')

/** `value` with its intrinsic functions carried out. Throws `TemplateError` on one that it does not know. */
export function resolve(template: Template, values: LocalValues, value: unknown, path: string): unknown {
  const ref = (id: unknown): unknown => {
    if (id === 'AWS::NoValue') return NO_VALUE
    const known =
      values.pseudo[String(id)] ??
      template.Parameters?.[String(id)]?.Default ??
      (template.Resources[String(id)] && values.ref(String(id), template.Resources[String(id)]!))
    if (known === undefined) throw new TemplateError(path, `refers to ${id}, which has no local counterpart`)
    return known
  }
  const attribute = ([id, ...names]: string[]): string => {
    const resource = template.Resources[id!]
    const known = resource && values.attribute(id!, resource, names.join('.'))
    if (known === undefined) {
      throw new TemplateError(path, `asks for ${names.join('.')} of ${id}, which has no local counterpart`)
    }
    return known
  }
  const substitute = (text: string): string =>
    text.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) =>
      String(name.includes('.') ? attribute(name.split('.')) : ref(name)),
    )

  const walk = (node: unknown, at: string): unknown => {
    if (Array.isArray(node)) {
      return node.map((item, n) => walk(item, `${at}[${n}]`)).filter((item) => item !== NO_VALUE)
    }
    if (typeof node !== 'object' || node === null) return node
    const [[name, argument] = ['', undefined], ...more] = Object.entries(node)
    if (more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return call(name, argument, at)
    const entries = Object.entries(node).map(([key, item]) => [key, walk(item, `${at}.${key}`)] as const)
    return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE))
  }

  const call = (name: string, argument: unknown, at: string): unknown => {
    switch (name) {
      case 'Ref':
        return ref(argument)
      case 'Fn::GetAtt':
        return attribute(typeof argument === 'string' ? argument.split('.') : (argument as string[]))
      case 'Fn::Join': {
        const [separator, items] = walk(argument, at) as [string, unknown[]]
        return items.join(separator)
      }
      case 'Fn::Sub':
        if (typeof argument === 'string') return substitute(argument)
    }
    throw new TemplateError(at, `uses ${name}, which is not known here`)
  }

  return walk(value, path)
}
