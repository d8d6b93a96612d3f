// Whole and rightly sealed bundles that the app did not write, for tests and benchmarks.
import { createHash } from 'node:crypto'

// RFC 8785 for what a bundle holds: texts, whole numbers, no exotic names.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** The seal of a bundle, as docs/bundle.md describes it. */
function seal(bundle, salts) {
  const digest = (salt, item) => sha256(Buffer.concat([Buffer.from(salt ?? '', 'hex'), Buffer.from(canonical(item))]))
  const { results, handed_over, redacted, assessment: { records, ...about }, ...rest } = bundle
  const source = (table, row) => {
    if (table === 'requirements') return `answer/${row}/whole`
    if (table === 'component_verdicts') return `answer/${row}`
    return table === 'findings' ? row.split('#')[0] : ''
  }
  const rows = Object.entries(results).flatMap(([table, content]) =>
    Object.keys(content).length === 0
      ? [[table, digest(undefined, content)]]
      : Object.entries(content).map(([row, cells]) => [`${table}/${row}`, digest(salts[source(table, row)], cells)]))
  const items = (entries) => sha256(canonical(Object.fromEntries(entries)))
  const sections = {
    head: sha256(canonical({ ...rest, assessment: about })),
    records: items(Object.entries(records).map(([name, record]) => [name, digest(salts[name], record)])),
    results: items(rows),
    handed_over: items(Object.entries(handed_over).map(([name, text]) => [name, digest(undefined, text)])),
  }
  return { algorithm: 'SHA-256', salts, sections, digest: sha256(canonical(sections)) }
}

/** The bundle in `text`, changed and sealed anew. */
export function altered(text, change) {
  const bundle = JSON.parse(text)
  change(bundle)
  const { integrity, ...content } = bundle
  return Buffer.from(canonical({ ...content, integrity: seal(content, integrity.salts) }))
}

/** The first evidence item of a bundle. */
export function anyEvidence(bundle) {
  const [, item] = Object.entries(bundle.assessment.records).find(([name]) => name.startsWith('evidence/'))
  return item
}

/** The bundle in `text` with so many fields that no version of the app knows. */
export function withUnknownFields(text, count) {
  return altered(text, (bundle) => {
    bundle.assessment.news = Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, n]))
  })
}

/** An SBOM of so many entries. */
export function sbom(count) {
  const component = (_, n) => ({ type: 'library', name: `part-${n}`, version: `1.${n}`, supplier: { name: `Maker ${n % 97}` } })
  const components = Array.from({ length: count }, component)
  return Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }))
}
