import { Skeleton } from '@mantine/core';

export function PagePending() {
  return (
    <div role="status" aria-busy="true" aria-label="Loading" style={{ padding: 24, maxWidth: 1200, margin: '0 auto' }}>
      <Skeleton h={28} w={280} mb={16} />
      <Skeleton h={120} mb={16} />
      <Skeleton h={320} />
    </div>
  );
}
