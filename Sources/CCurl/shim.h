#include <curl/curl.h>

/* Swift cannot call the variadic curl_easy_setopt and curl_easy_getinfo: one function for each type of value. */

static inline CURLcode todo_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode todo_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode todo_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode todo_curl_set_bytes(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode todo_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

/* What may be opened, what is sent and received: all callbacks share one context. */
static inline CURLcode todo_curl_set_callbacks(
    CURL *handle, void *context, curl_opensocket_callback open_socket, curl_write_callback body,
    curl_write_callback line, curl_read_callback upload, curl_xferinfo_callback progress,
    curl_debug_callback debug) {
    const struct { CURLoption option; void *value; } contexts[] = {
        {CURLOPT_OPENSOCKETDATA, context}, {CURLOPT_WRITEDATA, context}, {CURLOPT_HEADERDATA, context},
        {CURLOPT_READDATA, context}, {CURLOPT_XFERINFODATA, context}, {CURLOPT_DEBUGDATA, context},
    };
    CURLcode code = CURLE_OK;
    for (unsigned i = 0; code == CURLE_OK && i < sizeof contexts / sizeof contexts[0]; i++)
        code = curl_easy_setopt(handle, contexts[i].option, contexts[i].value);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, line);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, upload);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, debug);
    return code;
}

static inline CURLcode todo_curl_response_code(CURL *handle, long *code) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, code);
}
