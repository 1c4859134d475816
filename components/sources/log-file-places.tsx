import { CopyButton } from "@/components/common/copy-button";
import { CountText } from "@/components/common/count-text";
import { TimeText } from "@/components/common/time-text";
import { visibleText } from "@/lib/base/visible-text";
import type { LogFile } from "@/lib/sources/contract";

/** Every bucket and key, or path, under which a file's bytes came. */
export function LogFilePlaces({ file }: { readonly file: LogFile }) {
  return (
    <>
      <ul className="max-h-80 divide-y divide-border overflow-y-auto">
        {file.locations.map(({ source, path, seenAtMs }) => (
          <li key={`${source} ${path}`} className="flex items-start gap-2 px-4 py-2">
            <div className="min-w-0 flex-1">
              <bdi dir="ltr" className="block font-mono text-xs break-all">
                {visibleText(path)}
              </bdi>
              <p className="text-xs text-muted">
                <bdi>{visibleText(source)}</bdi>, first seen <TimeText at={seenAtMs} />
              </p>
            </div>
            <CopyButton text={path} label="Copy the path" />
          </li>
        ))}
      </ul>
      <p className="border-t border-border px-4 py-2 text-xs text-muted">
        <CountText
          count={file.locations.length}
          {...(file.locations.length < file.places ? { of: file.places } : {})}
          unit="place"
        />
      </p>
    </>
  );
}
