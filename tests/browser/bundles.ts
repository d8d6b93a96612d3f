// Whole and rightly sealed bundles that the app did not write.
import { altered, anyEvidence } from '../../scripts/lib/bundles.mjs'

export { altered, anyEvidence, sbom, withUnknownFields } from '../../scripts/lib/bundles.mjs'

/** The bundle in `text` with so many long evidence items that it cannot be stored. */
export function makeLarge(text: string): Buffer {
  return altered(text, (bundle: any) => {
    const item = anyEvidence(bundle)
    for (let count = 0; count < 300; count++) {
      bundle.assessment.records[`evidence/large-${count}`] = { ...item, location: 'x'.repeat(20_000) }
    }
  })
}
