// Whole and rightly sealed bundles that the app did not write.
import { createHash } from 'node:crypto'

// RFC 8785 for what a bundle holds: texts, whole numbers, no exotic names.
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}

type Bundle = any

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

/** The seal of a bundle, as docs/bundle.md describes it. */
function seal(bundle: Bundle, salts: Record<string, string>) {
  const digest = (salt: string | undefined, item: unknown) =>
    sha256(Buffer.concat([Buffer.from(salt ?? '', 'hex'), Buffer.from(canonical(item))]))
  const { results, handed_over, redacted, assessment: { records, ...about }, ...rest } = bundle
  const source = (table: string, row: string) => {
    if (table === 'requirements') return `answer/${row}/whole`
    if (table === 'component_verdicts') return `answer/${row}`
    return table === 'findings' ? row.split('#')[0] : ''
  }
  const rows = Object.entries<any>(results).flatMap(([table, content]) =>
    Object.keys(content).length === 0
      ? [[table, digest(undefined, content)]]
      : Object.entries(content).map(([row, cells]) => [`${table}/${row}`, digest(salts[source(table, row)], cells)]))
  const items = (entries: [string, string][] | string[][]) => sha256(canonical(Object.fromEntries(entries)))
  const sections = {
    head: sha256(canonical({ ...rest, assessment: about })),
    records: items(Object.entries(records).map(([name, record]) => [name, digest(salts[name], record)])),
    results: items(rows),
    handed_over: items(Object.entries(handed_over).map(([name, text]) => [name, digest(undefined, text)])),
  }
  return { algorithm: 'SHA-256', salts, sections, digest: sha256(canonical(sections)) }
}

/** The bundle in `text`, changed and sealed anew. */
export function altered(text: string, change: (bundle: Bundle) => void): Buffer {
  const bundle = JSON.parse(text)
  change(bundle)
  const { integrity, ...content } = bundle
  return Buffer.from(canonical({ ...content, integrity: seal(content, integrity.salts) }))
}

/** The first evidence item of a bundle. */
export function anyEvidence(bundle: Bundle): Record<string, unknown> {
  const [, item] = Object.entries<any>(bundle.assessment.records).find(([name]) => name.startsWith('evidence/'))!
  return item
}

/** The bundle in `text` with so many long evidence items that it cannot be stored. */
export function makeLarge(text: string): Buffer {
  return altered(text, (bundle) => {
    const item = anyEvidence(bundle)
    for (let count = 0; count < 300; count++) {
      bundle.assessment.records[`evidence/large-${count}`] = { ...item, location: 'x'.repeat(20_000) }
    }
  })
}
