import { contentUid } from "@/lib/base/content-uid";

const VERSION_AT = 14;

/** How an eventID is kept: `text` is set where `id` alone does not give the eventID back. */
export type StoredEventId = { readonly id: string; readonly text: string | null };

/**
 * CloudTrail's eventIDs are lower-case GUIDs and are stored as themselves. Any other text, and any GUID that looks like one
 * of our derived ids (version 8), is stored under an id derived from it, so that no eventID can be made to collide with another.
 */
export function storedEventId(eventId: string): StoredEventId {
  if (isPlainGuid(eventId)) return { id: eventId, text: null };
  return { id: contentUid("event", eventId), text: eventId };
}

function isPlainGuid(text: string): boolean {
  if (text.length !== 36 || text.charCodeAt(VERSION_AT) === 56 /* 8 */) return false;
  for (let index = 0; index < 36; index++) {
    const code = text.charCodeAt(index);
    const isDash = index === 8 || index === 13 || index === 18 || index === 23;
    if (isDash ? code !== 45 : !((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}
