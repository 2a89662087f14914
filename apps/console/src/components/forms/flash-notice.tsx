'use client';

import { Alert } from '@gatehouse/ui';
import { usePathname } from 'next/navigation';
import { useState } from 'react';

/** What the last form did. It stays until one goes to another page. */
export function FlashNotice({ text }: { readonly text: string }) {
  const path = usePathname();
  const [shownAt] = useState(path);
  if (path !== shownAt) return null;
  return (
    <div role="status">
      <Alert tone="success">
        <p>{text}</p>
      </Alert>
    </div>
  );
}
