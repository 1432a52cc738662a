// The few instructions that Swift has no word for: one bit for each of 64 bytes that is what it is
// asked to be. SSE2 belongs to every x86-64 and NEON to every arm64, so nothing is chosen while
// running; other machines use the loops, which the tests hold the rest against.
//
// Bit i speaks of byte i. All 64 bytes are read.

#ifndef SUMWHERE_MASKS_H
#define SUMWHERE_MASKS_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

#define MASKS_INLINE static inline __attribute__((always_inline))

// The bytes that equal each of three others.
typedef struct {
  uint64_t first;
  uint64_t second;
  uint64_t third;
} ThreeMasks;

// The same, and whether any byte is 0x80 or more, or 0.
typedef struct {
  ThreeMasks masks;
  uint32_t has_high;
  uint32_t has_zero;
} ScannedMasks;

// Loops for any machine.

MASKS_INLINE uint64_t loop_mask64(const void *bytes, uint8_t byte) {
  const uint8_t *at = (const uint8_t *)bytes;
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(at[i] == byte) << i;
  return mask;
}

MASKS_INLINE uint64_t loop_mask64_either(const void *bytes, uint8_t one, uint8_t other) {
  return loop_mask64(bytes, one) | loop_mask64(bytes, other);
}

MASKS_INLINE ThreeMasks loop_masks64(
    const void *bytes, uint8_t first, uint8_t second, uint8_t third) {
  ThreeMasks masks = {
      loop_mask64(bytes, first), loop_mask64(bytes, second), loop_mask64(bytes, third)};
  return masks;
}

MASKS_INLINE uint64_t loop_mask64_high(const void *bytes) {
  const uint8_t *at = (const uint8_t *)bytes;
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(at[i] >> 7) << i;
  return mask;
}

MASKS_INLINE ScannedMasks loop_masks64_scanned(
    const void *bytes, uint8_t first, uint8_t second, uint8_t third) {
  ScannedMasks masks = {
      loop_masks64(bytes, first, second, third), loop_mask64_high(bytes) != 0,
      loop_mask64(bytes, 0) != 0};
  return masks;
}

MASKS_INLINE uint64_t loop_mask64_pair(
    const void *head, uint8_t head_bits, uint8_t head_byte, const void *tail, uint8_t tail_bits,
    uint8_t tail_byte) {
  const uint8_t *a = (const uint8_t *)head;
  const uint8_t *b = (const uint8_t *)tail;
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) {
    mask |= (uint64_t)((a[i] | head_bits) == head_byte && (b[i] | tail_bits) == tail_byte) << i;
  }
  return mask;
}

#if defined(__SSE2__)

MASKS_INLINE __m128i masks_part(const void *bytes, int part) {
  return _mm_loadu_si128((const __m128i *)bytes + part);
}

MASKS_INLINE uint64_t masks_bits(__m128i flags, int part) {
  return (uint64_t)(uint32_t)_mm_movemask_epi8(flags) << (16 * part);
}

// Which of 64 bytes equal `byte`.
MASKS_INLINE uint64_t mask64(const void *bytes, uint8_t byte) {
  const __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) mask |= masks_bits(_mm_cmpeq_epi8(masks_part(bytes, i), wanted), i);
  return mask;
}

// Which of 64 bytes equal one of two.
MASKS_INLINE uint64_t mask64_either(const void *bytes, uint8_t one, uint8_t other) {
  const __m128i a = _mm_set1_epi8((char)one);
  const __m128i b = _mm_set1_epi8((char)other);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i part = masks_part(bytes, i);
    mask |= masks_bits(_mm_or_si128(_mm_cmpeq_epi8(part, a), _mm_cmpeq_epi8(part, b)), i);
  }
  return mask;
}

// Which of 64 bytes equal each of three, read once.
MASKS_INLINE ThreeMasks masks64(const void *bytes, uint8_t first, uint8_t second, uint8_t third) {
  const __m128i a = _mm_set1_epi8((char)first);
  const __m128i b = _mm_set1_epi8((char)second);
  const __m128i c = _mm_set1_epi8((char)third);
  ThreeMasks masks = {0, 0, 0};
  for (int i = 0; i < 4; i++) {
    const __m128i part = masks_part(bytes, i);
    masks.first |= masks_bits(_mm_cmpeq_epi8(part, a), i);
    masks.second |= masks_bits(_mm_cmpeq_epi8(part, b), i);
    masks.third |= masks_bits(_mm_cmpeq_epi8(part, c), i);
  }
  return masks;
}

// The same, and whether any byte is 0x80 or more, or 0, which all four parts tell together.
MASKS_INLINE ScannedMasks masks64_scanned(
    const void *bytes, uint8_t first, uint8_t second, uint8_t third) {
  const __m128i a = masks_part(bytes, 0);
  const __m128i b = masks_part(bytes, 1);
  const __m128i c = masks_part(bytes, 2);
  const __m128i d = masks_part(bytes, 3);
  const __m128i any = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
  const __m128i least = _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d));
  ScannedMasks scanned = {
      masks64(bytes, first, second, third), _mm_movemask_epi8(any) != 0,
      _mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0};
  return scanned;
}

// Where byte i of `head` is `head_byte` and byte i of `tail` is `tail_byte`, once the given bits are
// set in them: 0x20 for a small letter takes its capital too, 0 takes the byte alone.
MASKS_INLINE uint64_t mask64_pair(
    const void *head, uint8_t head_bits, uint8_t head_byte, const void *tail, uint8_t tail_bits,
    uint8_t tail_byte) {
  const __m128i a = _mm_set1_epi8((char)head_byte);
  const __m128i a_bits = _mm_set1_epi8((char)head_bits);
  const __m128i b = _mm_set1_epi8((char)tail_byte);
  const __m128i b_bits = _mm_set1_epi8((char)tail_bits);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i heads = _mm_cmpeq_epi8(_mm_or_si128(masks_part(head, i), a_bits), a);
    const __m128i tails = _mm_cmpeq_epi8(_mm_or_si128(masks_part(tail, i), b_bits), b);
    mask |= masks_bits(_mm_and_si128(heads, tails), i);
  }
  return mask;
}

#elif defined(__ARM_NEON) && defined(__aarch64__)

MASKS_INLINE uint8x16_t masks_part(const void *bytes, int part) {
  return vld1q_u8((const uint8_t *)bytes + 16 * part);
}

// Each lane keeps the bit of its place, and neighbours are added until one bit a byte is left.
MASKS_INLINE uint64_t masks_bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t places = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t low = vpaddq_u8(vandq_u8(a, places), vandq_u8(b, places));
  const uint8x16_t high = vpaddq_u8(vandq_u8(c, places), vandq_u8(d, places));
  const uint8x16_t both = vpaddq_u8(low, high);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(both, both)), 0);
}

MASKS_INLINE uint64_t masks_equal(
    uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d, uint8_t byte) {
  const uint8x16_t wanted = vdupq_n_u8(byte);
  return masks_bits(
      vceqq_u8(a, wanted), vceqq_u8(b, wanted), vceqq_u8(c, wanted), vceqq_u8(d, wanted));
}

MASKS_INLINE uint64_t mask64(const void *bytes, uint8_t byte) {
  return masks_equal(
      masks_part(bytes, 0), masks_part(bytes, 1), masks_part(bytes, 2), masks_part(bytes, 3), byte);
}

MASKS_INLINE uint8x16_t masks_either(uint8x16_t part, uint8x16_t one, uint8x16_t other) {
  return vorrq_u8(vceqq_u8(part, one), vceqq_u8(part, other));
}

MASKS_INLINE uint64_t mask64_either(const void *bytes, uint8_t one, uint8_t other) {
  const uint8x16_t a = vdupq_n_u8(one);
  const uint8x16_t b = vdupq_n_u8(other);
  return masks_bits(
      masks_either(masks_part(bytes, 0), a, b), masks_either(masks_part(bytes, 1), a, b),
      masks_either(masks_part(bytes, 2), a, b), masks_either(masks_part(bytes, 3), a, b));
}

MASKS_INLINE ThreeMasks masks64(const void *bytes, uint8_t first, uint8_t second, uint8_t third) {
  const uint8x16_t a = masks_part(bytes, 0);
  const uint8x16_t b = masks_part(bytes, 1);
  const uint8x16_t c = masks_part(bytes, 2);
  const uint8x16_t d = masks_part(bytes, 3);
  ThreeMasks masks = {
      masks_equal(a, b, c, d, first), masks_equal(a, b, c, d, second),
      masks_equal(a, b, c, d, third)};
  return masks;
}

MASKS_INLINE ScannedMasks masks64_scanned(
    const void *bytes, uint8_t first, uint8_t second, uint8_t third) {
  const uint8x16_t a = masks_part(bytes, 0);
  const uint8x16_t b = masks_part(bytes, 1);
  const uint8x16_t c = masks_part(bytes, 2);
  const uint8x16_t d = masks_part(bytes, 3);
  const uint8_t most = vmaxvq_u8(vmaxq_u8(vmaxq_u8(a, b), vmaxq_u8(c, d)));
  const uint8_t least = vminvq_u8(vminq_u8(vminq_u8(a, b), vminq_u8(c, d)));
  ScannedMasks scanned = {masks64(bytes, first, second, third), most >= 0x80, least == 0};
  return scanned;
}

MASKS_INLINE uint8x16_t masks_met(const void *bytes, int part, uint8_t bits, uint8_t byte) {
  return vceqq_u8(vorrq_u8(masks_part(bytes, part), vdupq_n_u8(bits)), vdupq_n_u8(byte));
}

MASKS_INLINE uint64_t mask64_pair(
    const void *head, uint8_t head_bits, uint8_t head_byte, const void *tail, uint8_t tail_bits,
    uint8_t tail_byte) {
  uint8x16_t met[4];
  for (int i = 0; i < 4; i++) {
    met[i] = vandq_u8(
        masks_met(head, i, head_bits, head_byte), masks_met(tail, i, tail_bits, tail_byte));
  }
  return masks_bits(met[0], met[1], met[2], met[3]);
}

#else

MASKS_INLINE uint64_t mask64(const void *bytes, uint8_t byte) { return loop_mask64(bytes, byte); }

MASKS_INLINE uint64_t mask64_either(const void *bytes, uint8_t one, uint8_t other) {
  return loop_mask64_either(bytes, one, other);
}

MASKS_INLINE ThreeMasks masks64(const void *bytes, uint8_t first, uint8_t second, uint8_t third) {
  return loop_masks64(bytes, first, second, third);
}

MASKS_INLINE ScannedMasks masks64_scanned(
    const void *bytes, uint8_t first, uint8_t second, uint8_t third) {
  return loop_masks64_scanned(bytes, first, second, third);
}

MASKS_INLINE uint64_t mask64_pair(
    const void *head, uint8_t head_bits, uint8_t head_byte, const void *tail, uint8_t tail_bits,
    uint8_t tail_byte) {
  return loop_mask64_pair(head, head_bits, head_byte, tail, tail_bits, tail_byte);
}

#endif

// Asks for the memory at `address` before it is used.
MASKS_INLINE void masks_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

// Tells the processor that a loop waits for another thread.
MASKS_INLINE void masks_pause(void) {
#if defined(__SSE2__)
  _mm_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
