/** What tenants and keys may have: limits of requests and uploads, and the resources that set them. */
@NullMarked
package io.ragline.api.quotas;

import org.jspecify.annotations.NullMarked;
